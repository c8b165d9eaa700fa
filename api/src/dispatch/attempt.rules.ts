export const ATTEMPT_OUTCOMES = ['DELIVERED', 'FAILED'] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

export const FAILURE_REASONS = ['NOBODY_HOME', 'REFUSED', 'WRONG_ADDRESS', 'NO_ACCESS', 'DAMAGED', 'UNSAFE', 'OTHER'] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

export const PROOF_PLACES = ['IN_PERSON', 'FRONT_DOOR', 'MAILBOX', 'NEIGHBOR', 'RECEPTION', 'SAFE_PLACE'] as const;
export type ProofPlace = (typeof PROOF_PLACES)[number];

/** Evidence for an attempt, as stored. Uploads are named by id. */
export interface ProofData {
  photoUploadIds: string[];
  signatureUploadId: string | null;
  pinVerified: boolean;
  note: string | null;
  place: ProofPlace;
}

export interface FailureRule {
  /** Evidence the driver must give. */
  readonly requires: 'PHOTO' | 'NOTE' | 'NOTHING';
  /** True: the recipient may choose another window. False: it goes back to the retailer. */
  readonly isReoffered: boolean;
}

/** What each reason asks of the driver, and where the delivery goes from there. */
export const FAILURE_RULES: Readonly<Record<FailureReason, FailureRule>> = {
  NOBODY_HOME: { requires: 'PHOTO', isReoffered: true },
  NO_ACCESS: { requires: 'NOTE', isReoffered: true },
  UNSAFE: { requires: 'NOTE', isReoffered: true },
  OTHER: { requires: 'NOTE', isReoffered: true },
  REFUSED: { requires: 'NOTHING', isReoffered: false },
  DAMAGED: { requires: 'PHOTO', isReoffered: false },
  WRONG_ADDRESS: { requires: 'NOTE', isReoffered: false },
};
