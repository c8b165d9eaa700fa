import type { HandlingNeed } from '../orders/delivery.rules.ts';
import { userError, type UserErrorData } from '../shared/errors.ts';
import { FAILURE_RULES, type FailureReason, type ProofPlace } from './attempt.rules.ts';
import type { DriverErrorCode } from './driver-error.rules.ts';

/** Evidence as the driver's device sends it. */
export interface ProofInputData {
  readonly photoUploadIds: readonly string[];
  readonly signatureUploadId?: string | null;
  readonly pin?: string | null;
  readonly note?: string | null;
  readonly place: ProofPlace;
}

export const MAX_PHOTOS = 10;
export const MAX_NOTE_LENGTH = 1_000;
/** Wrong PINs of one delivery on one route, after which none is taken any more: 1 guess in 2,000 gets through. */
export const MAX_WRONG_PINS = 5;

/** Needs that are met only by handing over to a person. */
const IN_PERSON_NEEDS: readonly HandlingNeed[] = ['SIGNATURE', 'PIN', 'AGE_CHECK'];

type Fault = UserErrorData<DriverErrorCode>;

/** What is missing for a hand-over, the PIN itself aside; undefined when the proof is enough. */
export function findProofFault(needs: readonly HandlingNeed[], proof: ProofInputData): Fault | undefined {
  const fault = findSizeFault(proof);
  if (fault) return fault;
  const inPerson = IN_PERSON_NEEDS.find((need) => needs.includes(need));
  if (inPerson && proof.place !== 'IN_PERSON') {
    return userError('PROOF_REQUIRED', `This delivery needs ${inPerson}, so it is handed to a person: place must be IN_PERSON, got ${proof.place}.`, ['proof', 'place']);
  }
  if (needs.includes('SIGNATURE') && !proof.signatureUploadId) {
    return userError('PROOF_REQUIRED', 'This delivery needs a signature. Upload it and give its id.', ['proof', 'signatureUploadId']);
  }
  if (needs.includes('PIN') && !proof.pin) {
    return userError('PROOF_REQUIRED', 'This delivery needs the PIN that the recipient was given.', ['proof', 'pin']);
  }
  if (proof.place !== 'IN_PERSON' && proof.photoUploadIds.length === 0) {
    return userError('PROOF_REQUIRED', `Left at ${proof.place}, it needs a photo. Upload one and give its id.`, ['proof', 'photoUploadIds']);
  }
  return undefined;
}

/** What is missing to fail an attempt for that reason; undefined when it is enough. */
export function findFailureFault(reason: FailureReason, proof: ProofInputData | null, note: string | null): Fault | undefined {
  const fault = proof ? findSizeFault(proof) : undefined;
  if (fault) return fault;
  if (note && note.length > MAX_NOTE_LENGTH) return tooLong('note', note.length);
  const { requires } = FAILURE_RULES[reason];
  if (requires === 'PHOTO' && (proof?.photoUploadIds.length ?? 0) === 0) {
    return userError('PROOF_REQUIRED', `${reason} needs a photo. Upload one and give its id.`, ['proof', 'photoUploadIds']);
  }
  if (requires === 'NOTE' && !(note ?? proof?.note)?.trim()) {
    return userError('PROOF_REQUIRED', `${reason} needs a note that says what was found.`, ['note']);
  }
  return undefined;
}

function findSizeFault({ photoUploadIds, note }: ProofInputData): Fault | undefined {
  if (photoUploadIds.length > MAX_PHOTOS) {
    return userError('INVALID_INPUT', `At most ${MAX_PHOTOS} photos, got ${photoUploadIds.length}.`, ['proof', 'photoUploadIds']);
  }
  return note && note.length > MAX_NOTE_LENGTH ? tooLong('proof.note', note.length) : undefined;
}

function tooLong(field: string, length: number): Fault {
  return userError('INVALID_INPUT', `At most ${MAX_NOTE_LENGTH} characters, got ${length}.`, field.split('.'));
}
