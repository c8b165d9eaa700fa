import { defineEntity, p } from '@mikro-orm/core';
import { SYSTEM_ROLE } from './roles.ts';

const ServerSecretSchema = defineEntity({
  name: 'ServerSecret',
  tableName: 'server_secret',
  rowLevelSecurity: 'force',
  policies: [{ name: 'server_secret_system', roles: [SYSTEM_ROLE], using: 'true', check: 'true' }],
  properties: {
    id: p.string().primary(),
    /** 32 random bytes, hex. */
    value: p.string(),
  },
});

/** What all nodes on one database seal quotes and derive tracking tokens with; only the system role reads it. */
export class ServerSecret extends ServerSecretSchema.class {}
ServerSecretSchema.setClass(ServerSecret);
