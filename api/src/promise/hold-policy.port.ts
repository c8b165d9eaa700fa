import type { HoldPolicy } from './hold-policy.rules.ts';

export type { HoldPolicy };

declare module '../platform/context.ts' {
  interface Ports {
    holdPolicy: HoldPolicy;
  }
}
