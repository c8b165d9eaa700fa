import { Migration } from '@mikro-orm/migrations';

/** Column → the table whose id it holds, table by table. */
const REFERENCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  access_key: { parent_id: 'access_key' },
  address_guess: { organization_id: 'organization', retailer_id: 'retailer', delivery_id: 'delivery' },
  link_view: { organization_id: 'organization', retailer_id: 'retailer', access_key_id: 'access_key' },
};

/** Tracking links with scopes, hand-off and a log of views. Those there are may do all that a link can. */
export class TrackingLinks extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table "address_guess" ("id" varchar(255) not null, "organization_id" varchar(255) not null, "retailer_id" varchar(255) not null, "delivery_id" varchar(255) not null, "wrong_count" int not null, "since" timestamptz not null, primary key ("id"))`);
    this.addSql(`create index "address_guess_organization_id_index" on "address_guess" ("organization_id")`);
    this.addSql(`create index "address_guess_retailer_id_index" on "address_guess" ("retailer_id")`);
    this.addSql(`alter table "address_guess" add constraint "address_guess_delivery_id_unique" unique ("delivery_id")`);
    this.addSql(`create table "link_view" ("id" varchar(255) not null, "organization_id" varchar(255) not null, "retailer_id" varchar(255) not null, "access_key_id" varchar(255) not null, "kind" varchar(255) not null, "viewed_at" timestamptz not null, primary key ("id"))`);
    this.addSql(`create index "link_view_organization_id_index" on "link_view" ("organization_id")`);
    this.addSql(`create index "link_view_retailer_id_index" on "link_view" ("retailer_id")`);
    this.addSql(`create index "link_view_viewed_at_index" on "link_view" ("viewed_at")`);
    this.addSql(`alter table "link_view" add constraint "link_view_access_key_id_viewed_at_kind_unique" unique ("access_key_id", "viewed_at", "kind")`);
    this.addSql(`alter table "access_key" add "parent_id" varchar(255) null`);
    this.addSql(`create index "access_key_parent_id_index" on "access_key" ("parent_id")`);
    this.addSql(`alter table "delivery" add "safe_place" text null`);
    this.addSql(`alter table "address_guess" enable row level security`);
    this.addSql(`alter table "address_guess" force row level security`);
    this.addSql(`create policy "address_guess_tenant" on "address_guess" to "doorstep_app" using (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting) and (coalesce(( SELECT current_setting('doorstep.retailer', true) AS current_setting), '') = '' or coalesce(( SELECT current_setting('doorstep.retailer', true) AS current_setting), '') = retailer_id)) with check (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting) and (coalesce(( SELECT current_setting('doorstep.retailer', true) AS current_setting), '') = '' or coalesce(( SELECT current_setting('doorstep.retailer', true) AS current_setting), '') = retailer_id))`);
    this.addSql(`create policy "address_guess_system" on "address_guess" to "doorstep_system" using (true) with check (true)`);
    this.addSql(`alter table "link_view" enable row level security`);
    this.addSql(`alter table "link_view" force row level security`);
    this.addSql(`create policy "link_view_tenant" on "link_view" to "doorstep_app" using (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting) and (coalesce(( SELECT current_setting('doorstep.retailer', true) AS current_setting), '') = '' or coalesce(( SELECT current_setting('doorstep.retailer', true) AS current_setting), '') = retailer_id)) with check (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting) and (coalesce(( SELECT current_setting('doorstep.retailer', true) AS current_setting), '') = '' or coalesce(( SELECT current_setting('doorstep.retailer', true) AS current_setting), '') = retailer_id))`);
    this.addSql(`create policy "link_view_system" on "link_view" to "doorstep_system" using (true) with check (true)`);
    this.addSql(`update "access_key" set "scopes" = '{tracking:link,link:map,link:address,link:proof,link:reschedule,link:instructions,link:share}' where "kind" = 'TRACKING_LINK'`);
    for (const [table, columns] of Object.entries(REFERENCES)) {
      for (const [column, target] of Object.entries(columns)) {
        this.addSql(`alter table "${table}" add constraint "${table}_${column}_references" foreign key ("${column}") references "${target}" ("id") deferrable initially deferred`);
      }
    }
  }
}
