import type { Server } from '../platform/context.ts';
import { signUploadUrl } from '../platform/storage/sign-upload-url.ts';
import type { Position } from '../shared/geo.ts';
import type { Attempt } from './attempt.entity.ts';
import type { ProofPlace } from './attempt.rules.ts';

/** Evidence as it is shown: with links that anybody who has them can open for an hour. */
export interface ShownProof {
  readonly photoUrls: string[];
  readonly signatureUrl: string | null;
  readonly pinVerified: boolean;
  readonly note: string | null;
  readonly place: ProofPlace;
  readonly at: Date;
  readonly position: Position | null;
}

/** The evidence of an attempt; null when none was given. */
export function showProof(server: Server, attempt: Pick<Attempt, 'proof' | 'at' | 'latitude' | 'longitude'>): ShownProof | null {
  const { proof, at } = attempt;
  if (!proof) return null;
  return {
    photoUrls: proof.photoUploadIds.map((id) => signUploadUrl(server, id)),
    signatureUrl: proof.signatureUploadId === null ? null : signUploadUrl(server, proof.signatureUploadId),
    pinVerified: proof.pinVerified,
    note: proof.note,
    place: proof.place,
    at,
    position: positionOf(attempt),
  };
}

/** Where an attempt took place, where the device told. */
export function positionOf({ latitude, longitude }: Pick<Attempt, 'latitude' | 'longitude'>): Position | null {
  return latitude != null && longitude != null ? { latitude, longitude } : null;
}
