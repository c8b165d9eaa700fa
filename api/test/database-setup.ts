import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { claimDataFolder, findDataFolderOwner } from '../src/platform/database/data-folder-owner.ts';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { migrate } from '../src/migrate.ts';
import { clusterFilesIn, stopOrphan } from '../src/platform/database/postgres-cluster.ts';
import { isRunning } from '../src/platform/database/process-identity.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run, and the migrated database that test databases are copied from. */
    readonly testServer: { readonly url: string; readonly template: string };
  }
}

const CLUSTERS = fileURLToPath(new URL('../../.cache/test-postgres', import.meta.url));

/**
 * Vitest calls this once a run for each project that uses it: one server for all test files, and one database with all migrations.
 * `TEST_DATABASE_URL` names a server to use instead; its user must be allowed to create databases and roles.
 */
export default async function setUpTestServer(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.TEST_DATABASE_URL
    ? { url: process.env.TEST_DATABASE_URL, stop: async () => {} }
    : await startClusterOfThisRun(project.name);
  const template = `doorstep_template_${process.pid}_${randomBytes(4).toString('hex')}`;
  try {
    await runSql(server.url, `create database ${template}`);
    const templateUrl = new URL(server.url);
    templateUrl.pathname = `/${template}`;
    await migrate(templateUrl.href);
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide('testServer', { url: server.url, template });
  return async () => {
    await runSql(server.url, `drop database if exists ${template} with (force)`);
    await server.stop();
  };
}

async function startClusterOfThisRun(projectName: string): Promise<{ url: string; stop(): Promise<void> }> {
  await removeClustersOfKilledRuns();
  const dataDirectory = path.join(CLUSTERS, `${process.pid}-${projectName}`);
  const postgres = await startEmbeddedPostgres({ dataDirectory, durable: false });
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.stop();
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** Several runs at once, and the projects of one, have a cluster each, in a folder named by pid and project. */
async function removeClustersOfKilledRuns(): Promise<void> {
  mkdirSync(CLUSTERS, { recursive: true });
  for (const name of readdirSync(CLUSTERS)) {
    const folder = path.join(CLUSTERS, name);
    const pid = Number.parseInt(name, 10);
    // A run that has made its folder, but not claimed it yet, is told by its pid.
    const isStarting = pid !== process.pid && isRunning({ pid, start: null });
    if (isStarting || findDataFolderOwner(folder) !== undefined) continue;
    claimDataFolder(folder);
    await stopOrphan(clusterFilesIn(folder).cluster);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runSql(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
