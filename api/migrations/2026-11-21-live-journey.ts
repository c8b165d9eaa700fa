import { Migration } from '@mikro-orm/migrations';

/** What foreign keys of the new tables hold; gone with the stop or route they are about. */
const REFERENCES = [
  ['forecast', 'stop_id', 'stop'], ['published_band', 'stop_id', 'stop'], ['route_watch', 'route_id', 'route'], ['driver_event', 'driver_id', 'driver'], ['experience', 'organization_id', 'organization'],
  ['van_visibility', 'organization_id', 'organization'],
] as const;

/** The two clocks of each stop, what was shown of them, what is learned, what devices told late; how arrivals came about. */
export class LiveJourney extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table "driver_event" ("id" varchar(255) not null, "organization_id" varchar(255) not null, "driver_id" varchar(255) not null, "client_id" varchar(255) not null, "happened_at" timestamptz not null, "received_at" timestamptz not null, "outcome" varchar(255) not null, "error" jsonb null, "is_position" boolean not null, "payload" jsonb null, primary key ("id"))`);
    this.addSql(`create index "driver_event_organization_id_index" on "driver_event" ("organization_id")`);
    this.addSql(`create index "driver_event_received_at_index" on "driver_event" ("received_at")`);
    this.addSql(`create index "driver_event_driver_id_outcome_index" on "driver_event" ("driver_id", "outcome")`);
    this.addSql(`alter table "driver_event" add constraint "driver_event_driver_id_client_id_unique" unique ("driver_id", "client_id")`);
    this.addSql(`create table "experience" ("organization_id" varchar(255) not null, "kind" varchar(255) not null, "key" varchar(255) not null, "values" jsonb not null, "updated_at" timestamptz not null, primary key ("organization_id", "kind", "key"))`);
    this.addSql(`create table "forecast" ("stop_id" varchar(255) not null, "organization_id" varchar(255) not null, "retailer_id" varchar(255) not null, "route_id" varchar(255) not null, "delivery_id" varchar(255) not null, "p10" timestamptz not null, "p50" timestamptz not null, "p90" timestamptz not null, "published_at" timestamptz not null, "lateness" real not null, "told_p50" timestamptz not null, "told_parts" jsonb not null, "because" jsonb not null, "band_start" timestamptz null, "band_end" timestamptz null, "broken_at" timestamptz null, "broken_because" jsonb null, primary key ("stop_id"))`);
    this.addSql(`create index "forecast_route_id_index" on "forecast" ("route_id")`);
    this.addSql(`create index "forecast_delivery_id_index" on "forecast" ("delivery_id")`);
    this.addSql(`create table "published_band" ("id" bigserial primary key, "organization_id" varchar(255) not null, "retailer_id" varchar(255) not null, "depot_id" varchar(255) not null, "stop_id" varchar(255) not null, "at" timestamptz not null, "p10" timestamptz not null, "p50" timestamptz not null, "p90" timestamptz not null, "model_p10" timestamptz not null, "model_p50" timestamptz not null, "model_p90" timestamptz not null, "stops_away" int not null)`);
    this.addSql(`create index "published_band_stop_id_index" on "published_band" ("stop_id")`);
    this.addSql(`create index "published_band_depot_id_at_index" on "published_band" ("depot_id", "at")`);
    this.addSql(`create table "route_watch" ("route_id" varchar(255) not null, "organization_id" varchar(255) not null, "computed_at" timestamptz null, "latitude" double precision null, "longitude" double precision null, "fence" jsonb not null, "learned_at" timestamptz null, primary key ("route_id"))`);
    this.addSql(`create table "van_visibility" ("organization_id" varchar(255) not null, "retailer_id" varchar(255) not null, "shown_from_stops" int not null, "shown_from_meters" int not null, "blur_meters" int not null, primary key ("organization_id", "retailer_id"))`);
    this.addSql(`alter table "stop" add "arrived_by" varchar(255) null, add "departed_by" varchar(255) null`);
    this.addSql(`alter table "driver_event" enable row level security`);
    this.addSql(`alter table "driver_event" force row level security`);
    this.addSql(`create policy "driver_event_tenant" on "driver_event" to "doorstep_app" using (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting)) with check (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting))`);
    this.addSql(`create policy "driver_event_system" on "driver_event" to "doorstep_system" using (true) with check (true)`);
    this.addSql(`alter table "experience" enable row level security`);
    this.addSql(`alter table "experience" force row level security`);
    this.addSql(`create policy "experience_tenant" on "experience" to "doorstep_app" using (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting)) with check (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting))`);
    this.addSql(`create policy "experience_system" on "experience" to "doorstep_system" using (true) with check (true)`);
    this.addSql(`alter table "forecast" enable row level security`);
    this.addSql(`alter table "forecast" force row level security`);
    this.addSql(`create policy "forecast_tenant" on "forecast" to "doorstep_app" using (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting) and (coalesce(( SELECT current_setting('doorstep.retailer', true) AS current_setting), '') = '' or coalesce(( SELECT current_setting('doorstep.retailer', true) AS current_setting), '') = retailer_id)) with check (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting) and (coalesce(( SELECT current_setting('doorstep.retailer', true) AS current_setting), '') = '' or coalesce(( SELECT current_setting('doorstep.retailer', true) AS current_setting), '') = retailer_id))`);
    this.addSql(`create policy "forecast_system" on "forecast" to "doorstep_system" using (true) with check (true)`);
    this.addSql(`alter table "published_band" enable row level security`);
    this.addSql(`alter table "published_band" force row level security`);
    this.addSql(`create policy "published_band_tenant" on "published_band" to "doorstep_app" using (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting) and (coalesce(( SELECT current_setting('doorstep.retailer', true) AS current_setting), '') = '' or coalesce(( SELECT current_setting('doorstep.retailer', true) AS current_setting), '') = retailer_id)) with check (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting) and (coalesce(( SELECT current_setting('doorstep.retailer', true) AS current_setting), '') = '' or coalesce(( SELECT current_setting('doorstep.retailer', true) AS current_setting), '') = retailer_id))`);
    this.addSql(`create policy "published_band_system" on "published_band" to "doorstep_system" using (true) with check (true)`);
    this.addSql(`alter table "route_watch" enable row level security`);
    this.addSql(`alter table "route_watch" force row level security`);
    this.addSql(`create policy "route_watch_tenant" on "route_watch" to "doorstep_app" using (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting)) with check (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting))`);
    this.addSql(`create policy "route_watch_system" on "route_watch" to "doorstep_system" using (true) with check (true)`);
    this.addSql(`alter table "van_visibility" enable row level security`);
    this.addSql(`alter table "van_visibility" force row level security`);
    this.addSql(`create policy "van_visibility_tenant" on "van_visibility" to "doorstep_app" using (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting) and (coalesce(( SELECT current_setting('doorstep.retailer', true) AS current_setting), '') = '' or coalesce(( SELECT current_setting('doorstep.retailer', true) AS current_setting), '') = retailer_id)) with check (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting) and (coalesce(( SELECT current_setting('doorstep.retailer', true) AS current_setting), '') = '' or coalesce(( SELECT current_setting('doorstep.retailer', true) AS current_setting), '') = retailer_id))`);
    this.addSql(`create policy "van_visibility_system" on "van_visibility" to "doorstep_system" using (true) with check (true)`);
    for (const [table, column, target] of REFERENCES) {
      this.addSql(`alter table "${table}" add constraint "${table}_${column}_references" foreign key ("${column}") references "${target}" ("id") on delete cascade deferrable initially deferred`);
    }
  }
}
