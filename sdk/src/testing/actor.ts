/** Who sends a request to the fake. */
export interface FakeActor {
  readonly kind: 'SECRET_KEY' | 'PUBLISHABLE_KEY' | 'TRACKING_LINK';
  readonly token: string;
  /** The delivery of a tracking link. */
  readonly deliveryId: string | null;
}

/** What each kind of key may do; the secret key is that of a retailer. */
export const SCOPES: Readonly<Record<FakeActor['kind'], readonly string[]>> = {
  SECRET_KEY: ['network:read', 'promise:quote', 'promise:hold', 'orders:read', 'orders:write', 'events:read', 'tracking:read'],
  PUBLISHABLE_KEY: ['promise:quote', 'promise:hold'],
  TRACKING_LINK: ['tracking:link'],
};
