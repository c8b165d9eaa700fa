/** Why we close a socket, beyond the codes of the protocol itself. */
export const CLOSE_CODE = {
  goingAway: 1001,
  /** The key is unknown, expired or revoked. */
  forbidden: 4403,
  /** The key holds too many sockets. */
  tooManyConnections: 4429,
  internalError: 4500,
  /** The client reads too slowly; it may come back and resume from its last cursor. */
  slowConsumer: 4503,
} as const;
