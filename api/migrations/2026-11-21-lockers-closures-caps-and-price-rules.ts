import { Migration } from '@mikro-orm/migrations';

/** Column → the table whose id it holds, for the tables and columns that are new here. */
const REFERENCES: readonly (readonly [table: string, column: string, target: string])[] = [
  ['closure', 'organization_id', 'organization'], ['closure', 'depot_id', 'depot'], ['closure', 'territory_id', 'territory'],
  ['pickup_point', 'organization_id', 'organization'], ['pickup_point', 'depot_id', 'depot'],
  ['place_value', 'organization_id', 'organization'], ['place_value', 'depot_id', 'depot'],
  ['delivery', 'pickup_point_id', 'pickup_point'], ['hold', 'pickup_point_id', 'pickup_point'],
];

/** Pickup points, days without service, caps, and prices that follow from what a delivery costs. */
export class LockersClosuresCapsAndPriceRules extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table "closure" ("id" varchar(255) not null, "organization_id" varchar(255) not null, "depot_id" varchar(255) not null, "territory_id" varchar(255) null, "first_date" varchar(10) not null, "last_date" varchar(10) not null, "reason" varchar(255) not null, "created_at" timestamptz not null, primary key ("id"))`);
    this.addSql(`create index "closure_organization_id_index" on "closure" ("organization_id")`);
    this.addSql(`create index "closure_depot_id_index" on "closure" ("depot_id")`);
    this.addSql(`create table "pickup_point" ("id" varchar(255) not null, "organization_id" varchar(255) not null, "depot_id" varchar(255) not null, "kind" varchar(255) not null, "name" varchar(255) not null, "address" jsonb not null, "latitude" double precision not null, "longitude" double precision not null, "opening_hours" jsonb not null, "max_weight_grams" int not null, "length_millimeters" int not null, "width_millimeters" int not null, "height_millimeters" int not null, "capacity_parcels" int not null, "keep_days" int not null, "created_at" timestamptz not null, "closed_at" timestamptz null, primary key ("id"))`);
    this.addSql(`create index "pickup_point_organization_id_index" on "pickup_point" ("organization_id")`);
    this.addSql(`create index "pickup_point_depot_id_index" on "pickup_point" ("depot_id")`);
    this.addSql(`alter table "pickup_point" add constraint "pickup_point_organization_id_name_unique" unique ("organization_id", "name")`);
    this.addSql(`create table "place_value" ("id" varchar(255) not null, "organization_id" varchar(255) not null, "depot_id" varchar(255) not null, "date" varchar(10) not null, "window_start" timestamptz not null, "window_end" timestamptz not null, "remaining_places" int not null, "expected_demand" double precision not null, "scarcity" double precision not null, "computed_at" timestamptz not null, primary key ("id"))`);
    this.addSql(`create index "place_value_organization_id_index" on "place_value" ("organization_id")`);
    this.addSql(`alter table "place_value" add constraint "place_value_depot_id_window_start_window_end_unique" unique ("depot_id", "window_start", "window_end")`);
    this.addSql(`create index "address_record_organization_id_postal_code_index" on "address_record" ("organization_id", "postal_code")`);
    this.addSql(`alter table "delivery" add "pickup_point_id" varchar(255) null, add "collection_code" varchar(255) null, add "available_until" timestamptz null`);
    this.addSql(`create index "delivery_pickup_point_id_index" on "delivery" ("pickup_point_id")`);
    this.addSql(`alter table "depot" add "max_deliveries_per_day" int null`);
    this.addSql(`alter table "hold" add "pickup_point_id" varchar(255) null`);
    this.addSql(`create index "hold_pickup_point_id_index" on "hold" ("pickup_point_id")`);
    this.addSql(`alter table "service_level" add "destinations" text[] not null default '{WINDOW}', add "skills" text[] not null default '{}', add "is_on_sale" boolean not null default true, add "pricing" jsonb null, add "narrowing" jsonb null, add "max_deliveries_per_window" int null`);
    this.addSql(`alter table "territory" add "max_deliveries_per_day" int null`);
    this.addSql(`create or replace function "closure_marks_changes_fn"() returns trigger as $$ begin insert into change_mark (organization_id, topic, transaction) values (coalesce(new.organization_id, old.organization_id), 'network', pg_current_xact_id()::text) on conflict (organization_id, topic) do update set transaction = excluded.transaction where change_mark.transaction <> excluded.transaction; return null; end; $$ language plpgsql`);
    this.addSql(`create trigger "marks_changes" AFTER INSERT OR UPDATE OR DELETE on "closure" for each ROW execute function "closure_marks_changes_fn"()`);
    this.addSql(`alter table "closure" enable row level security`);
    this.addSql(`alter table "closure" force row level security`);
    this.addSql(`create policy "closure_tenant" on "closure" to "doorstep_app" using (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting)) with check (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting))`);
    this.addSql(`create policy "closure_system" on "closure" to "doorstep_system" using (true) with check (true)`);
    this.addSql(`create or replace function "pickup_point_marks_changes_fn"() returns trigger as $$ begin insert into change_mark (organization_id, topic, transaction) values (coalesce(new.organization_id, old.organization_id), 'network', pg_current_xact_id()::text) on conflict (organization_id, topic) do update set transaction = excluded.transaction where change_mark.transaction <> excluded.transaction; return null; end; $$ language plpgsql`);
    this.addSql(`create trigger "marks_changes" AFTER INSERT OR UPDATE OR DELETE on "pickup_point" for each ROW execute function "pickup_point_marks_changes_fn"()`);
    this.addSql(`alter table "pickup_point" enable row level security`);
    this.addSql(`alter table "pickup_point" force row level security`);
    this.addSql(`create policy "pickup_point_tenant" on "pickup_point" to "doorstep_app" using (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting)) with check (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting))`);
    this.addSql(`create policy "pickup_point_system" on "pickup_point" to "doorstep_system" using (true) with check (true)`);
    this.addSql(`alter table "place_value" enable row level security`);
    this.addSql(`alter table "place_value" force row level security`);
    this.addSql(`create policy "place_value_tenant" on "place_value" to "doorstep_app" using (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting)) with check (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting))`);
    this.addSql(`create policy "place_value_system" on "place_value" to "doorstep_system" using (true) with check (true)`);
    for (const [table, column, target] of REFERENCES) {
      this.addSql(`alter table "${table}" add constraint "${table}_${column}_references" foreign key ("${column}") references "${target}" ("id") deferrable initially deferred`);
    }
  }
}
