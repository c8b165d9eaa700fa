import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startFakeRedis, type FakeRedis } from './fake-redis.ts';

/** What tests run against: our own small peer everywhere, and a real server where the machine has one. */
export const REDIS_PEERS: readonly [name: string, start: () => Promise<FakeRedis>][] = [
  ['our own peer', startFakeRedis],
  ...(hasRedisServer() ? [['redis-server', startRedisServer] as [string, () => Promise<FakeRedis>]] : []),
];

function hasRedisServer(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0;
}

/** A real server that keeps nothing. */
export async function startRedisServer(): Promise<FakeRedis> {
  const port = await freePort();
  let server: ChildProcess | undefined;
  const isListening = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
  const start = async () => {
    server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: 'ignore' });
    while (!(await isListening())) await sleep(20);
  };
  const stop = async () => {
    if (!server || server.exitCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
    server = undefined;
  };
  await start();
  return { url: `redis://127.0.0.1:${port}`, start, stop };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
