import { expect, it } from 'vitest';
import { findIneligibility } from './driver-eligibility.rules.ts';
import type { CredentialKind } from './fleet.rules.ts';

const paper = (kind: CredentialKind, expiresOn: string) => ({ kind, expiresOn });
const license = paper('LICENSE', '2027-01-31');

it('needs insurance and license, each to its last day', () => {
  const papers = [paper('INSURANCE', '2026-11-21'), license];
  expect(findIneligibility(papers, '2026-11-21')).toBeUndefined();
  expect(findIneligibility(papers, '2026-11-22')).toBe('INSURANCE_EXPIRED');
  expect(findIneligibility(papers, '2027-02-01')).toBe('INSURANCE_EXPIRED');
  expect(findIneligibility([license], '2026-11-21')).toBe('INSURANCE_MISSING');
  expect(findIneligibility([paper('INSURANCE', '2030-01-01')], '2026-11-21')).toBe('LICENSE_MISSING');
  expect(findIneligibility([paper('INSURANCE', '2030-01-01'), license], '2027-02-01')).toBe('LICENSE_EXPIRED');
});

it('counts the paper that lasts longest', () => {
  expect(findIneligibility([paper('INSURANCE', '2025-01-01'), paper('INSURANCE', '2030-01-01'), license], '2026-11-21')).toBeUndefined();
});
