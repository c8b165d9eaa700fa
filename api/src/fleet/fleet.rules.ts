export const VEHICLE_KINDS = ['VAN', 'CARGO_BIKE'] as const;
export type VehicleKind = (typeof VEHICLE_KINDS)[number];

export const CREDENTIAL_KINDS = ['INSURANCE', 'LICENSE'] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];
