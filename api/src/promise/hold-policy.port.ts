import type { HoldPolicy } from './hold-policy.rules.ts';

declare module '../platform/context.ts' {
  interface Ports {
    holdPolicy: HoldPolicy;
  }
}
