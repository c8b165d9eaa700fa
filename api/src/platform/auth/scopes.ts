import type { ActorKind } from '../../shared/actor-kind.ts';

/** What a key may do. Checked in one place: the auth checker of the schema. */
export const SCOPES = [
  'accounts:read', 'accounts:write',
  'network:read', 'network:write',
  'fleet:read', 'fleet:write',
  'promise:quote', 'promise:hold',
  'orders:read', 'orders:write',
  'plan:read', 'plan:write',
  'events:read',
  'tracking:read',
  'tracking:link', 'link:map', 'link:address', 'link:proof', 'link:reschedule', 'link:instructions', 'link:share',
  'drive',
  'collect',
] as const;
export type Scope = (typeof SCOPES)[number];

const RETAILER_SCOPES: readonly Scope[] = [
  'network:read', 'promise:quote', 'promise:hold', 'orders:read', 'orders:write', 'events:read', 'tracking:read',
];

const LINK_SCOPES: readonly Scope[] = SCOPES.filter((scope) => scope === 'tracking:link' || scope.startsWith('link:'));

/** The scopes a new key of that kind gets; a retailer's secret key gets fewer than the organization's. */
export function defaultScopes(kind: ActorKind, ofRetailer: boolean): Scope[] {
  switch (kind) {
    case 'SECRET_KEY':
      return ofRetailer ? [...RETAILER_SCOPES] : SCOPES.filter((scope) => scope !== 'drive' && scope !== 'collect' && !LINK_SCOPES.includes(scope));
    case 'PUBLISHABLE_KEY':
      return ['promise:quote', 'promise:hold'];
    case 'DRIVER_SESSION':
      return ['drive'];
    case 'TRACKING_LINK':
      return [...LINK_SCOPES];
    case 'PICKUP_POINT_KEY':
      return ['collect'];
  }
}
