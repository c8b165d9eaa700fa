/** How a server keeps holds; a setting of who runs it. */
export interface HoldPolicy {
  /** How long a held place waits for its order, in seconds of the server's clock. */
  readonly lifetimeSeconds: number;
}

declare module '../platform/context.ts' {
  interface Ports {
    holdPolicy: HoldPolicy;
  }
}
