import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

/** A change of the contract that an existing client may not survive. */
export interface BreakingChange {
  /** What changed, such as `Delivery.state` or `Query.deliveryOptions.first`. */
  readonly path: string;
  readonly message: string;
}

/** The breaking changes between two versions of the schema, as SDL. A new enum member is none: clients are told that enums grow. */
export async function findBreakingChanges(earlier: string, current: string): Promise<BreakingChange[]> {
  const changes = await diff(buildSchema(earlier), buildSchema(current));
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ path, message }) => ({ path: path ?? '', message }));
}

/** The changes that no "Breaking" section of the changelog names by their path in backticks. */
export function findUnannounced(changes: readonly BreakingChange[], changelog: string): BreakingChange[] {
  const announced = new Set(breakingSections(changelog).flatMap((section) => [...section.matchAll(/`([^`]+)`/g)].map((match) => match[1])));
  return changes.filter(({ path }) => !announced.has(path));
}

function breakingSections(changelog: string): string[] {
  return changelog.split(/^(?=#{1,6} )/m).filter((section) => /^#+ breaking\b/i.test(section));
}
