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
