import { describe, expect, it } from 'vitest';
import { FAILURE_REASONS, FAILURE_RULES, PROOF_PLACES } from './attempt.rules.ts';
import { findFailureFault, findProofFault, type ProofInputData } from './proof.rules.ts';

const proof = (more: Partial<ProofInputData> = {}): ProofInputData => ({ photoUploadIds: [], place: 'IN_PERSON', ...more });
const PHOTO = ['upl_1'];

describe('a hand-over', () => {
  it('into hands needs nothing more', () => {
    expect(findProofFault(['FRAGILE', 'KEEP_COLD'], proof())).toBeUndefined();
  });

  it.each(PROOF_PLACES.filter((place) => place !== 'IN_PERSON'))('at %s needs a photo', (place) => {
    expect(findProofFault([], proof({ place }))).toMatchObject({ code: 'PROOF_REQUIRED', field: ['proof', 'photoUploadIds'] });
    expect(findProofFault([], proof({ place, photoUploadIds: PHOTO }))).toBeUndefined();
  });

  it.each([
    ['SIGNATURE', { signatureUploadId: 'upl_2' }, 'signatureUploadId'],
    ['PIN', { pin: '1234' }, 'pin'],
  ] as const)('that needs %s has it, in person', (need, given, field) => {
    expect(findProofFault([need], proof())).toMatchObject({ code: 'PROOF_REQUIRED', field: ['proof', field] });
    expect(findProofFault([need], proof({ ...given, place: 'NEIGHBOR', photoUploadIds: PHOTO }))).toMatchObject({ code: 'PROOF_REQUIRED', field: ['proof', 'place'] });
    expect(findProofFault([need], proof(given))).toBeUndefined();
  });

  it('to an adult is in person', () => {
    expect(findProofFault(['AGE_CHECK'], proof({ place: 'SAFE_PLACE', photoUploadIds: PHOTO }))).toMatchObject({ field: ['proof', 'place'] });
  });

  it('has bounds', () => {
    expect(findProofFault([], proof({ photoUploadIds: Array(11).fill('upl_1') }))).toMatchObject({ code: 'INVALID_INPUT' });
    expect(findProofFault([], proof({ note: 'x'.repeat(1_001) }))).toMatchObject({ code: 'INVALID_INPUT', field: ['proof', 'note'] });
  });
});

describe('a failed attempt', () => {
  it.each(FAILURE_REASONS)('for %s needs what its rule says, and no more', (reason) => {
    const { requires } = FAILURE_RULES[reason];
    const without = findFailureFault(reason, null, null);
    if (requires === 'NOTHING') return expect(without).toBeUndefined();
    expect(without).toMatchObject({ code: 'PROOF_REQUIRED', field: requires === 'NOTE' ? ['note'] : ['proof', 'photoUploadIds'] });
    expect(findFailureFault(reason, requires === 'PHOTO' ? proof({ photoUploadIds: PHOTO }) : null, requires === 'NOTE' ? 'Dog' : null)).toBeUndefined();
  });

  it('takes no blank note', () => {
    expect(findFailureFault('OTHER', null, '  ')).toMatchObject({ code: 'PROOF_REQUIRED' });
  });
});
