import type { City } from './generate-city.ts';

/** 32-bit FNV-1a over everything that is generated, as eight hex digits: equal for equal cities. Not for security. */
export function cityDigest(city: City): string {
  let hash = 0x811c9dc5;
  const mix = (byte: number) => {
    hash = Math.imul(hash ^ byte, 0x01000193);
  };
  const mixText = (text: string) => {
    for (let i = 0; i < text.length; i++) mix(text.charCodeAt(i));
  };
  const { graph } = city;
  for (const array of [graph.edgeFrom, graph.edgeTo, graph.edgeClass, graph.edgeStreet, graph.shapeLongitude, graph.shapeLatitude]) {
    new Uint8Array(array.buffer, array.byteOffset, array.byteLength).forEach(mix);
  }
  mixText(JSON.stringify([graph.streets, city.houses, city.terrain, city.landmarks, city.quarters, city.depots]));
  return (hash >>> 0).toString(16).padStart(8, '0');
}
