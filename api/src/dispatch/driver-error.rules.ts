/** Why something a driver did was refused. */
export const DRIVER_ERROR_CODES = [
  'NOT_FOUND', 'INVALID_INPUT', 'INVALID_STATE', 'WRONG_VEHICLE', 'UNKNOWN_BARCODE', 'ALREADY_LOADED', 'MISSING_PARCELS', 'PROOF_REQUIRED', 'WRONG_PIN',
] as const;
export type DriverErrorCode = (typeof DRIVER_ERROR_CODES)[number];
