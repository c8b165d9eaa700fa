/** `@doorstep/api`: for programs that run a server inside themselves, such as the demo. Private; not published. */
export { Organization } from './accounts/organization.entity.ts';
export { createOrganization } from './accounts/create-organization.ts';
export type { CreatedOrganization, CreateOrganizationInput } from './accounts/create-organization.ts';
export { AddressBook } from './adapters/geocoding/address-book.ts';
export { startApp } from './app.ts';
export type { App, AppOptions } from './app.ts';
export type { KnownAddress } from './network/address.rules.ts';
export { ConfigError, readConfig, SERVER_FLAGS } from './platform/config.ts';
export type { Config } from './platform/config.ts';
export { systemEntityManager } from './platform/context.ts';
export type { Server } from './platform/context.ts';
export { claimDataFolder, DataFolderInUseError } from './platform/database/data-folder-owner.ts';
export { onStopSignal } from './platform/stop-signals.ts';
export { addDays, DAY, HOUR, instantOf, localDate, localTime, MINUTE, SECOND } from './shared/time.ts';
export type { Clock } from './shared/time.ts';
export { explainStartFailure, startServer } from './start-server.ts';
export type { StartOptions } from './start-server.ts';
export { pino } from 'pino';
