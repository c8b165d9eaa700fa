import { Migration } from '@mikro-orm/migrations';

/** The two roles that everything runs under; neither owns a table nor bypasses row-level security. */
export class CreateRoles extends Migration {
  override async up(): Promise<void> {
    for (const role of ['doorstep_app', 'doorstep_system']) {
      // Roles belong to the cluster: another database of it may have made them, perhaps just now.
      this.addSql(`do $$ begin
        if not exists (select from pg_roles where rolname = '${role}') then
          create role ${role} nologin nosuperuser nobypassrls;
        end if;
      exception when duplicate_object or unique_violation then null;
      end $$`);
      this.addSql(`do $$ begin
        if not (select rolsuper from pg_roles where rolname = current_user) then
          execute format('grant ${role} to %I', current_user);
        end if;
      -- An administrator may have made the roles and granted them beforehand.
      exception when insufficient_privilege then
        if not pg_has_role(current_user, '${role}', 'member') then raise; end if;
      end $$`);
      this.addSql(`grant usage on schema public to ${role}`);
      this.addSql(`alter default privileges in schema public grant select, insert, update, delete on tables to ${role}`);
      this.addSql(`alter default privileges in schema public grant usage, select on sequences to ${role}`);
    }
  }
}
