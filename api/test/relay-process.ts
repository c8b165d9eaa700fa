import pino from 'pino';
import { Relay } from '../src/platform/outbox/relay.ts';

/** A relay in a process of its own, for tests that kill it. Says `leader` once it leads. */
const [, , url] = process.argv;
if (!url) throw new Error('Usage: node relay-process.ts <database url>');
const relay = new Relay({ url, log: pino({ level: 'silent' }) });
const timer = setInterval(() => {
  if (!relay.isLeader) return;
  process.stdout.write('leader\n');
  clearInterval(timer);
}, 20);
