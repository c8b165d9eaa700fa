import { typeid } from 'typeid-js';

/** The prefix that names the kind of every global id. */
export const ID_PREFIX = {
  organization: 'org',
  retailer: 'ret',
  accessKey: 'key',
  depot: 'dep',
  territory: 'ter',
  serviceLevel: 'svl',
  pickupPoint: 'pkp',
  closure: 'cls',
  addressRecord: 'adr',
  driver: 'drv',
  vehicle: 'veh',
  credential: 'crd',
  shift: 'shf',
  shiftPattern: 'shp',
  order: 'ord',
  delivery: 'dlv',
  parcel: 'prc',
  attempt: 'att',
  event: 'evt',
  dayPlan: 'dpl',
  route: 'rte',
  stop: 'stp',
  hold: 'hld',
  certificate: 'crt',
  placeValue: 'plv',
  upload: 'upl',
  linkView: 'lvw',
  addressGuess: 'agu',
  driverEvent: 'dev',
} as const;

export type IdKind = keyof typeof ID_PREFIX;

const KIND_OF_PREFIX = new Map(Object.entries(ID_PREFIX).map(([kind, prefix]) => [prefix as string, kind as IdKind]));

/** A new TypeID of that kind, e.g. `dlv_01h455vb4pex5vsknk084sn02q`; ids made later sort later. */
export function newId(kind: IdKind): string {
  return typeid(ID_PREFIX[kind]).toString();
}

/** The kind a global id names by its prefix, or undefined when it has the shape of none of ours. */
export function kindOfId(id: string): IdKind | undefined {
  const match = /^([a-z]{3})_[0-9a-hjkmnp-tv-z]{26}$/.exec(id);
  return match?.[1] ? KIND_OF_PREFIX.get(match[1]) : undefined;
}
