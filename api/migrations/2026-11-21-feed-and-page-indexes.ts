import { Migration } from '@mikro-orm/migrations';

/** Pages and feeds follow an index by owner and place; stops remember how near they were told to be. */
export class FeedAndPageIndexes extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop index "delivery_organization_id_index"`);
    this.addSql(`drop index "delivery_retailer_id_index"`);
    this.addSql(`create index "delivery_organization_id_id_index" on "delivery" ("organization_id", "id")`);
    this.addSql(`create index "delivery_retailer_id_id_index" on "delivery" ("retailer_id", "id")`);
    this.addSql(`drop index "event_organization_id_index"`);
    this.addSql(`create index "event_retailer_id_feed_position_index" on "event" ("retailer_id", "feed_position")`);
    this.addSql(`drop index "order_organization_id_index"`);
    this.addSql(`create index "order_organization_id_id_index" on "order" ("organization_id", "id")`);
    this.addSql(`create index "order_retailer_id_id_index" on "order" ("retailer_id", "id")`);
    this.addSql(`alter table "stop" add "told_minutes" smallint null, add "told_meters" smallint null`);
  }
}
