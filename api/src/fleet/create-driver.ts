import { checkText, invalid, made, refused, type SetupErrorData, type SetupOutcome } from '../accounts/setup-error.rules.ts';
import type { Transaction } from '../platform/mutate.ts';
import { newId } from '../shared/ids.ts';
import { Credential } from './credential.entity.ts';
import { Driver } from './driver.entity.ts';
import type { CredentialKind } from './fleet.rules.ts';

export interface CreateDriverData {
  readonly name: string;
  readonly phone?: string | null;
  readonly skills: readonly string[];
  readonly credentials: readonly { readonly kind: CredentialKind; readonly expiresOn: string }[];
  /** Seconds. */
  readonly maxDutyTime: number;
}

const MAX_SKILLS = 50;
const MAX_CREDENTIALS = 20;
const LEAST_DUTY_SECONDS = 30 * 60;
const MOST_DUTY_SECONDS = 16 * 3600;

/** Takes on a driver. One without valid papers can be kept, but gets no route; see `driver-eligibility.rules.ts`. */
export async function createDriver(tx: Transaction, input: CreateDriverData): Promise<SetupOutcome> {
  const errors = findFaults(input);
  if (errors.length > 0) return refused(...errors);
  const { organizationId } = tx;
  const id = newId('driver');
  tx.em.create(Driver, {
    id,
    organizationId,
    name: input.name.trim(),
    phone: input.phone?.trim() || null,
    skills: [...new Set(input.skills)],
    maxDutySeconds: input.maxDutyTime,
    createdAt: tx.clock.now(),
  });
  for (const { kind, expiresOn } of input.credentials) {
    tx.em.create(Credential, { id: newId('credential'), organizationId, driverId: id, kind, expiresOn });
  }
  return made(id);
}

function findFaults({ name, phone, skills, credentials, maxDutyTime }: CreateDriverData): SetupErrorData[] {
  const errors = checkText(['name'], name);
  if (phone != null && phone.length > 40) errors.push(invalid(['phone'], 'Expected at most 40 characters.'));
  if (skills.length > MAX_SKILLS) errors.push(invalid(['skills'], `Expected at most ${MAX_SKILLS} skills, got ${skills.length}.`));
  skills.forEach((skill, index) => {
    if (!/^[A-Z][A-Z0-9_]{0,39}$/.test(skill)) errors.push(invalid(['skills', String(index)], `Expected a skill such as KEEP_COLD (capitals, digits, "_"), got "${skill}".`));
  });
  if (credentials.length > MAX_CREDENTIALS) errors.push(invalid(['credentials'], `Expected at most ${MAX_CREDENTIALS} credentials, got ${credentials.length}.`));
  if (!(maxDutyTime >= LEAST_DUTY_SECONDS && maxDutyTime <= MOST_DUTY_SECONDS)) errors.push(invalid(['maxDutyTime'], 'Expected a time on duty from PT30M to PT16H.'));
  return errors;
}
