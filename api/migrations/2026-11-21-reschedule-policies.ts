import { Migration } from '@mikro-orm/migrations';

/** On which terms a retailer's deliveries are changed. */
export class ReschedulePolicies extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "retailer" add "reschedule_policy" jsonb null`);
  }
}
