import { Migration } from '@mikro-orm/migrations';

/** Column → the table whose id it holds. */
const REFERENCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  promise_certificate: { organization_id: 'organization', hold_id: 'hold', delivery_id: 'delivery', day_plan_id: 'day_plan' },
  hold: { access_key_id: 'access_key' },
};

/** How promises were proven; and holds that know their key and quote, for the caps, and how often they were extended. */
export class CertificatesAndLongerHolds extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table "promise_certificate" ("id" varchar(255) not null, "organization_id" varchar(255) not null, "cause" varchar(255) not null, "hold_id" varchar(255) null, "delivery_id" varchar(255) null, "day_plan_id" varchar(255) not null, "plan_version" int not null, "route_id" varchar(255) not null, "stop_id" varchar(255) not null, "position" int not null, "window_start" timestamptz not null, "window_end" timestamptz not null, "time_zone" varchar(255) not null, "planned_arrival" timestamptz not null, "slack_seconds" int not null, "slacks" jsonb not null, "travel_source" varchar(255) not null, "added_seconds" int not null, "added_meters" int not null, "cost_minor" int not null, "price_minor" int not null, "currency" varchar(3) not null, "created_at" timestamptz not null, primary key ("id"))`);
    this.addSql(`create index "promise_certificate_organization_id_index" on "promise_certificate" ("organization_id")`);
    this.addSql(`create index "promise_certificate_delivery_id_index" on "promise_certificate" ("delivery_id")`);
    this.addSql(`create index "promise_certificate_hold_id_index" on "promise_certificate" ("hold_id")`);
    this.addSql(`drop index "hold_retailer_id_index"`);
    this.addSql(`alter table "hold" add "extensions" int not null default 0, add "access_key_id" varchar(255) null, add "quote_hash" varchar(255) null`);
    this.addSql(`create index "hold_retailer_id_expires_at_index" on "hold" ("retailer_id", "expires_at")`);
    this.addSql(`alter table "promise_certificate" enable row level security`);
    this.addSql(`alter table "promise_certificate" force row level security`);
    this.addSql(`create policy "promise_certificate_tenant" on "promise_certificate" to "doorstep_app" using (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting)) with check (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting))`);
    this.addSql(`create policy "promise_certificate_system" on "promise_certificate" to "doorstep_system" using (true) with check (true)`);
    for (const [table, columns] of Object.entries(REFERENCES)) {
      for (const [column, target] of Object.entries(columns)) {
        this.addSql(`alter table "${table}" add constraint "${table}_${column}_references" foreign key ("${column}") references "${target}" ("id") deferrable initially deferred`);
      }
    }
  }
}
