import { Migration } from '@mikro-orm/migrations';

const ORGANIZATION_IS = `organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting)`;
const ROLES = 'doorstep_app, doorstep_system';

/**
 * Makes a partition a day and drops old ones. Runs as the owner, because the roles of the application may not make tables; the job's role
 * alone may call it. A partition is reached through `ping` and its policies only: the roles have no right to it, and row-level security
 * without a policy shows nothing. Rows that came before their partition lie in the default one and are moved. Waits at most two seconds for its
 * locks: the job comes again.
 */
const KEEP_PARTITIONS = `
create function keep_ping_partitions(oldest date, first_day date, last_day date) returns void
language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '2s' set timezone = 'UTC' as $$
declare
  day date;
  part text;
begin
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'ping'::regclass and c.relname ~ '^ping_[0-9]{8}$' and to_date(substring(c.relname from 6), 'YYYYMMDD') < oldest
  loop
    execute format('drop table %I', part);
  end loop;
  delete from ping_default where at < oldest;
  for day in select generate_series(first_day, last_day, interval '1 day')::date loop
    part := 'ping_' || to_char(day, 'YYYYMMDD');
    continue when to_regclass(part) is not null;
    lock table ping in share row exclusive mode;
    execute format('create table %I (like ping including defaults including constraints)', part);
    execute format('alter table %I enable row level security', part);
    execute format('revoke all on %I from ${ROLES}', part);
    execute format('with moved as (delete from ping_default where at >= %L and at < %L returning *) insert into %I select * from moved', day, day + 1, part);
    execute format('alter table ping attach partition %I for values from (%L) to (%L)', part, day, day + 1);
  end loop;
end $$`;

/** Positions in partitions by day: a day is dropped, not deleted row by row. Rows are thinner: no number, no check of the organization beside that of the route. */
export class PartitionPings extends Migration {
  override async up(): Promise<void> {
    this.addSql('alter table "ping" rename to "ping_before"');
    // As its owner, to read all tenants' rows.
    this.addSql('alter table "ping_before" no force row level security');
    for (const constraint of ['ping_pkey', 'ping_route_id_at_unique', 'ping_organization_id_references', 'ping_route_id_references']) {
      this.addSql(`alter table "ping_before" drop constraint "${constraint}"`);
    }
    this.addSql(`create table "ping" ("route_id" varchar(255) not null, "at" timestamptz not null, "organization_id" varchar(255) not null, "recorded_at" timestamptz not null,
      "latitude" double precision not null, "longitude" double precision not null, "accuracy" real null, "heading" real null, "speed" real null, primary key ("route_id", "at")) partition by range ("at")`);
    this.addSql('create table "ping_default" partition of "ping" default');
    this.addSql('alter table "ping_default" enable row level security');
    this.addSql(`revoke all on "ping_default" from ${ROLES}`);
    this.addSql(KEEP_PARTITIONS);
    this.addSql('revoke all on function keep_ping_partitions(date, date, date) from public');
    this.addSql('grant execute on function keep_ping_partitions(date, date, date) to doorstep_system');
    // One partition for each day that has rows.
    this.addSql(`select keep_ping_partitions('1900-01-01', day, day) from (select distinct (at at time zone 'UTC')::date as day from ping_before) days`);
    this.addSql(`insert into "ping" (route_id, at, organization_id, recorded_at, latitude, longitude, accuracy, heading, speed)
      select route_id, at, organization_id, recorded_at, latitude, longitude, accuracy, heading, speed from "ping_before"`);
    this.addSql('drop table "ping_before"');
    this.addSql('alter table "ping" add constraint "ping_route_id_references" foreign key ("route_id") references "route" ("id") deferrable initially deferred');
    this.addSql('alter table "ping" enable row level security');
    this.addSql('alter table "ping" force row level security');
    this.addSql(`create policy "ping_tenant" on "ping" to "doorstep_app" using (${ORGANIZATION_IS}) with check (${ORGANIZATION_IS})`);
    this.addSql('create policy "ping_system" on "ping" to "doorstep_system" using (true) with check (true)');
  }
}
