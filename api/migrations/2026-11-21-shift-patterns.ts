import { Migration } from '@mikro-orm/migrations';

/** Column → the table whose id it holds. */
const REFERENCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  shift_pattern: { organization_id: 'organization', depot_id: 'depot', vehicle_id: 'vehicle' },
  shift: { pattern_id: 'shift_pattern' },
};

/** How many vans drive on which days of the week, and shifts that stay open until somebody is assigned to them. */
export class ShiftPatterns extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table "shift_pattern" ("id" varchar(255) not null, "organization_id" varchar(255) not null, "depot_id" varchar(255) not null, "weekdays" text[] not null, "start" varchar(5) not null, "end" varchar(5) not null, "vans" int not null, "vehicle_kind" varchar(255) not null, "vehicle_id" varchar(255) null, "max_weight_grams" int not null, "max_volume_liters" int not null, "skills" text[] not null, "max_duty_seconds" int not null, "valid_from" varchar(10) not null, "valid_until" varchar(10) null, "created_at" timestamptz not null, primary key ("id"))`);
    this.addSql(`create index "shift_pattern_organization_id_index" on "shift_pattern" ("organization_id")`);
    this.addSql(`create index "shift_pattern_depot_id_index" on "shift_pattern" ("depot_id")`);
    this.addSql(`alter table "shift" add "pattern_id" varchar(255) null, add "pattern_slot" int null`);
    this.addSql(`alter table "shift" alter column "driver_id" drop not null`);
    this.addSql(`alter table "shift" alter column "vehicle_id" drop not null`);
    this.addSql(`alter table "shift" add constraint "shift_pattern_id_date_pattern_slot_unique" unique ("pattern_id", "date", "pattern_slot")`);
    this.addSql(`alter table "shift_pattern" enable row level security`);
    this.addSql(`alter table "shift_pattern" force row level security`);
    this.addSql(`create policy "shift_pattern_tenant" on "shift_pattern" to "doorstep_app" using (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting)) with check (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting))`);
    this.addSql(`create policy "shift_pattern_system" on "shift_pattern" to "doorstep_system" using (true) with check (true)`);
    for (const [table, columns] of Object.entries(REFERENCES)) {
      for (const [column, target] of Object.entries(columns)) {
        this.addSql(`alter table "${table}" add constraint "${table}_${column}_references" foreign key ("${column}") references "${target}" ("id") deferrable initially deferred`);
      }
    }
  }
}
