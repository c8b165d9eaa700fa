import { createHash } from 'node:crypto';
import { nodes, type Doorstep } from '@doorstep/sdk';

/** Facts that the server's background work writes when it comes to it, in real time. */
const NOT_TIMED = ['delivery.reattempt_offered', 'delivery.eta_changed', 'delivery.nearing', 'commitment.narrowed', 'commitment.broken'];

/** What happened to every delivery: lines of order reference, type of event and when it happened, sorted by reference. */
export async function journeyLines(office: Doorstep): Promise<string[]> {
  const references = new Map<string, string>();
  for await (const delivery of nodes((after) => office.deliveries({ first: 100, after }))) references.set(delivery.id, delivery.order.reference);
  const lines: string[] = [];
  for await (const event of nodes((after) => office.listDeliveryEvents({ first: 100, after }))) {
    const reference = event.deliveryId === null ? undefined : references.get(event.deliveryId);
    if (reference !== undefined && !NOT_TIMED.includes(event.type)) lines.push(`${reference} ${event.type} ${event.occurredAt}`);
  }
  return lines.sort();
}

/** SHA-256 of the lines, in hex: equal for equal days. */
export function digestOf(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
