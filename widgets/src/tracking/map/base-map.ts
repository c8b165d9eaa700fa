/**
 * A map that draws without tiles. Shapes are `[longitude, latitude, Δlongitude, Δlatitude, …]` in whole 1e-5 degrees: the first pair
 * absolute, each further one the step from the point before. Rings are not closed. Unknown layers are left out.
 */
export interface BaseMap {
  readonly version: number;
  /** Bottom to top. */
  readonly layers: readonly BaseMapLayer[];
  readonly names?: readonly string[];
}

export interface BaseMapLayer {
  readonly id: string;
  readonly kind: 'polygon' | 'line';
  readonly shapes: readonly (readonly number[])[];
  /** For each shape the index of its name, or -1. */
  readonly labels?: readonly number[];
}

const loading = new Map<string, Promise<BaseMap | undefined>>();

/** Fetches a base map once per page; undefined when it can't be had or is of another version, and the map is drawn without. */
export function loadBaseMap(url: string): Promise<BaseMap | undefined> {
  let map = loading.get(url);
  if (!map) {
    map = fetch(url, { credentials: 'omit' }).then(
      async (response) => {
        const json: BaseMap = await response.json();
        return json.version === 1 ? json : undefined;
      },
    ).catch(() => undefined);
    loading.set(url, map);
  }
  return map;
}
