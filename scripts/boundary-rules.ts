/** What a source file of `api/src` is, by its folder or by the suffix of its name. */
export type Kind =
  | 'shared'
  | 'optimizer'
  | 'platform'
  | 'rules'
  | 'events'
  | 'port'
  | 'entity'
  | 'type'
  | 'loader'
  | 'use case'
  | 'job'
  | 'resolver'
  | 'adapters'
  | 'wiring';

const USE_CASE_MAY_IMPORT: readonly Kind[] = ['shared', 'rules', 'entity', 'port', 'events', 'platform', 'optimizer', 'use case'];

/** Which kinds a kind may import. `wiring` is not listed: it sees everything, and nothing imports it. */
export const MAY_IMPORT: Readonly<Record<Exclude<Kind, 'wiring'>, readonly Kind[]>> = {
  shared: ['shared'],
  optimizer: ['shared', 'optimizer'],
  platform: ['shared', 'platform'],
  rules: ['shared', 'rules'],
  events: ['shared', 'rules'],
  port: ['shared', 'rules', 'port'],
  entity: ['shared', 'rules', 'entity', 'platform'],
  type: ['shared', 'rules', 'type', 'platform'],
  loader: ['shared', 'rules', 'entity', 'loader', 'platform'],
  'use case': USE_CASE_MAY_IMPORT,
  job: USE_CASE_MAY_IMPORT,
  resolver: ['shared', 'rules', 'entity', 'type', 'events', 'loader', 'platform', 'use case'],
  adapters: ['shared', 'rules', 'port', 'platform', 'adapters'],
};

/** The slices; each may use itself and those before it. */
export const SLICES = [
  'accounts',
  'network',
  'fleet',
  'orders',
  'routes',
  'promise',
  'dispatch',
  'tracking',
  'exceptions',
  'carriers',
  'returns',
  'messaging',
  'ledger',
  'insights',
  'integrations',
] as const;

export type Slice = (typeof SLICES)[number];

/** Folders of `api/src` whose files are all of one kind. */
export const FOLDERS_OF_ONE_KIND = ['shared', 'optimizer', 'platform', 'adapters'] as const;

/** Suffixes that name the kind of a file in a slice; any other file there is a use case. */
export const SUFFIXES = ['rules', 'events', 'port', 'entity', 'type', 'loader', 'job', 'resolver'] as const;

/** Packages that know Doorstep only by its contract, so that they can be used without its server's code. */
export const CLIENT_PACKAGES = ['sdk', 'widgets'] as const;
