import { Migration } from '@mikro-orm/migrations';

/** Marks that tell when the tables behind a picture changed, kept by triggers; and which version of its plan last wrote a route. */
export class MarksOfChanges extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table "change_mark" ("organization_id" varchar(255) not null, "topic" varchar(255) not null, "transaction" varchar(255) not null, primary key ("organization_id", "topic"))`);
    this.addSql(`create or replace function "credential_marks_changes_fn"() returns trigger as $$ begin insert into change_mark (organization_id, topic, transaction) values (coalesce(new.organization_id, old.organization_id), 'fleet', pg_current_xact_id()::text) on conflict (organization_id, topic) do update set transaction = excluded.transaction where change_mark.transaction <> excluded.transaction; return null; end; $$ language plpgsql`);
    this.addSql(`create trigger "marks_changes" AFTER INSERT OR UPDATE OR DELETE on "credential" for each ROW execute function "credential_marks_changes_fn"()`);
    this.addSql(`create or replace function "depot_marks_changes_fn"() returns trigger as $$ begin insert into change_mark (organization_id, topic, transaction) values (coalesce(new.organization_id, old.organization_id), 'network', pg_current_xact_id()::text) on conflict (organization_id, topic) do update set transaction = excluded.transaction where change_mark.transaction <> excluded.transaction; return null; end; $$ language plpgsql`);
    this.addSql(`create trigger "marks_changes" AFTER INSERT OR UPDATE OR DELETE on "depot" for each ROW execute function "depot_marks_changes_fn"()`);
    this.addSql(`create or replace function "driver_marks_changes_fn"() returns trigger as $$ begin insert into change_mark (organization_id, topic, transaction) values (coalesce(new.organization_id, old.organization_id), 'fleet', pg_current_xact_id()::text) on conflict (organization_id, topic) do update set transaction = excluded.transaction where change_mark.transaction <> excluded.transaction; return null; end; $$ language plpgsql`);
    this.addSql(`create trigger "marks_changes" AFTER INSERT OR UPDATE OR DELETE on "driver" for each ROW execute function "driver_marks_changes_fn"()`);
    this.addSql(`alter table "route" add "plan_version" int not null default 0`);
    this.addSql(`create or replace function "service_level_marks_changes_fn"() returns trigger as $$ begin insert into change_mark (organization_id, topic, transaction) values (coalesce(new.organization_id, old.organization_id), 'network', pg_current_xact_id()::text) on conflict (organization_id, topic) do update set transaction = excluded.transaction where change_mark.transaction <> excluded.transaction; return null; end; $$ language plpgsql`);
    this.addSql(`create trigger "marks_changes" AFTER INSERT OR UPDATE OR DELETE on "service_level" for each ROW execute function "service_level_marks_changes_fn"()`);
    this.addSql(`create or replace function "shift_marks_changes_fn"() returns trigger as $$ begin insert into change_mark (organization_id, topic, transaction) values (coalesce(new.organization_id, old.organization_id), 'fleet', pg_current_xact_id()::text) on conflict (organization_id, topic) do update set transaction = excluded.transaction where change_mark.transaction <> excluded.transaction; return null; end; $$ language plpgsql`);
    this.addSql(`create trigger "marks_changes" AFTER INSERT OR UPDATE OR DELETE on "shift" for each ROW execute function "shift_marks_changes_fn"()`);
    this.addSql(`create or replace function "territory_marks_changes_fn"() returns trigger as $$ begin insert into change_mark (organization_id, topic, transaction) values (coalesce(new.organization_id, old.organization_id), 'network', pg_current_xact_id()::text) on conflict (organization_id, topic) do update set transaction = excluded.transaction where change_mark.transaction <> excluded.transaction; return null; end; $$ language plpgsql`);
    this.addSql(`create trigger "marks_changes" AFTER INSERT OR UPDATE OR DELETE on "territory" for each ROW execute function "territory_marks_changes_fn"()`);
    this.addSql(`create or replace function "vehicle_marks_changes_fn"() returns trigger as $$ begin insert into change_mark (organization_id, topic, transaction) values (coalesce(new.organization_id, old.organization_id), 'fleet', pg_current_xact_id()::text) on conflict (organization_id, topic) do update set transaction = excluded.transaction where change_mark.transaction <> excluded.transaction; return null; end; $$ language plpgsql`);
    this.addSql(`create trigger "marks_changes" AFTER INSERT OR UPDATE OR DELETE on "vehicle" for each ROW execute function "vehicle_marks_changes_fn"()`);
    this.addSql(`alter table "change_mark" enable row level security`);
    this.addSql(`alter table "change_mark" force row level security`);
    this.addSql(`create policy "change_mark_tenant" on "change_mark" to "doorstep_app" using (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting)) with check (organization_id = ( SELECT current_setting('doorstep.organization', true) AS current_setting))`);
    this.addSql(`create policy "change_mark_system" on "change_mark" to "doorstep_system" using (true) with check (true)`);
  }
}
