import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** As much of a Redis server as Doorstep speaks with (RESP2): for machines that have none. */
export interface FakeRedis {
  readonly url: string;
  /** Cuts all connections and refuses new ones, until `start`. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Starts on a free port, which it keeps over stops. */
export async function startFakeRedis(): Promise<FakeRedis> {
  const keys = new Map<string, { value: number; expiresAt: number }>();
  const subscribers = new Map<string, Set<Socket>>();
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  let port = 0;

  const bulk = (text: string) => `$${Buffer.byteLength(text)}\r\n${text}\r\n`;
  const channelsOf = (socket: Socket) => [...subscribers.values()].filter((others) => others.has(socket)).length;

  function answer(socket: Socket, [name = '', ...args]: string[]): string {
    switch (name.toUpperCase()) {
      case 'PING':
        return channelsOf(socket) > 0 ? `*2\r\n${bulk('pong')}${bulk('')}` : '+PONG\r\n';
      case 'CLIENT':
      case 'SELECT':
      case 'AUTH':
        return '+OK\r\n';
      case 'SUBSCRIBE':
        return args.map((channel) => {
          subscribers.set(channel, (subscribers.get(channel) ?? new Set()).add(socket));
          return `*3\r\n${bulk('subscribe')}${bulk(channel)}:${channelsOf(socket)}\r\n`;
        }).join('');
      case 'PUBLISH': {
        const [channel = '', message = ''] = args;
        const heard = subscribers.get(channel) ?? new Set<Socket>();
        for (const other of heard) other.write(`*3\r\n${bulk('message')}${bulk(channel)}${bulk(message)}`);
        return `:${heard.size}\r\n`;
      }
      case 'EVAL': {
        // The one script that is sent counts points of a key that lives for a while: [script, 1, key, points, seconds, …].
        const [, , key = '', points = '0', seconds = '60'] = args;
        const known = keys.get(key);
        const entry = known && known.expiresAt > Date.now() ? known : { value: 0, expiresAt: Date.now() + Number(seconds) * 1000 };
        entry.value += Number(points);
        keys.set(key, entry);
        return `*2\r\n:${entry.value}\r\n:${entry.expiresAt - Date.now()}\r\n`;
      }
      default:
        return `-ERR unknown command '${name}'\r\n`;
    }
  }

  function serve(socket: Socket): void {
    sockets.add(socket);
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      for (let parsed = parseCommand(received); parsed; parsed = parseCommand(received)) {
        received = received.slice(parsed.length);
        socket.write(answer(socket, parsed.command));
      }
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      for (const others of subscribers.values()) others.delete(socket);
    });
  }

  const start = () =>
    new Promise<void>((resolve, reject) => {
      server = createServer(serve).once('error', reject).listen(port, '127.0.0.1', () => {
        port = (server!.address() as AddressInfo).port;
        resolve();
      });
    });
  const stop = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      if (!server) return resolve();
      server.close(() => resolve());
      server = undefined;
    });
  await start();
  return { url: `redis://127.0.0.1:${port}`, start, stop };
}

/** The first whole command in what was received; commands are ASCII. */
function parseCommand(received: string): { command: string[]; length: number } | undefined {
  const head = /^\*(\d+)\r\n/.exec(received);
  if (!head) return undefined;
  let at = head[0].length;
  const command: string[] = [];
  for (let count = Number(head[1]); count > 0; count -= 1) {
    const size = /^\$(\d+)\r\n/.exec(received.slice(at, at + 32));
    if (!size) return undefined;
    const from = at + size[0].length;
    const to = from + Number(size[1]);
    if (received.length < to + 2) return undefined;
    command.push(received.slice(from, to));
    at = to + 2;
  }
  return { command, length: at };
}
