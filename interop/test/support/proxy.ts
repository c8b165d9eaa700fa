import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line between clients and a server that fails when it is told to. */
export interface Proxy {
  readonly port: number;
  /** Cuts every WebSocket; resolves when a client has connected one anew. */
  cutSockets(): Promise<void>;
  /** The next answer that begins with such bytes is lost with its connection, after the server has sent it. */
  loseAnswerTo(operation: string): Promise<void>;
  close(): Promise<void>;
}

interface Wire {
  readonly client: Socket;
  readonly server: Socket;
  isWebSocket: boolean;
  losesNext: boolean;
}

export async function startProxy(target: number): Promise<Proxy> {
  const wires = new Set<Wire>();
  let upgraded: (() => void)[] = [];
  let losing: { readonly operation: string; readonly lost: () => void } | undefined;

  const listener = createServer((client) => {
    const server = connect(target, '127.0.0.1');
    const wire: Wire = { client, server, isWebSocket: false, losesNext: false };
    wires.add(wire);
    client.on('data', (chunk: Buffer) => {
      const text = chunk.toString('latin1');
      if (/^upgrade: websocket/im.test(text)) {
        wire.isWebSocket = true;
        for (const tell of upgraded.splice(0)) tell();
      }
      if (losing && text.includes(losing.operation)) wire.losesNext = true;
      server.write(chunk);
    });
    server.on('data', (chunk: Buffer) => {
      if (!wire.losesNext) return void client.write(chunk);
      const { lost } = losing ?? {};
      losing = undefined;
      client.destroy();
      lost?.();
    });
    const end = () => {
      wires.delete(wire);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) socket.on('close', end).on('error', end);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));

  return {
    port: (listener.address() as AddressInfo).port,
    cutSockets() {
      for (const { client, isWebSocket } of [...wires]) if (isWebSocket) client.destroy();
      return new Promise((resolve) => upgraded.push(resolve));
    },
    loseAnswerTo: (operation) => new Promise((lost) => (losing = { operation, lost })),
    async close() {
      upgraded = [];
      for (const { client } of [...wires]) client.destroy();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
