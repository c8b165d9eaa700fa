import { CreateRoles } from './2026-11-21-roles.ts';

/** In the order they run; never edited once landed. */
export const MIGRATIONS = [CreateRoles];
