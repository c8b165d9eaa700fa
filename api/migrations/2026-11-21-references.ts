import { Migration } from '@mikro-orm/migrations';

/** Column → the table whose id it holds, table by table. The outbox and its like have none: they are plumbing that knows no tables. */
const REFERENCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  retailer: { organization_id: 'organization' },
  access_key: { organization_id: 'organization', retailer_id: 'retailer' },
  depot: { organization_id: 'organization' },
  territory: { organization_id: 'organization', depot_id: 'depot' },
  service_level: { organization_id: 'organization' },
  address_record: { organization_id: 'organization' },
  driver: { organization_id: 'organization' },
  credential: { organization_id: 'organization', driver_id: 'driver' },
  vehicle: { organization_id: 'organization' },
  shift: { organization_id: 'organization', driver_id: 'driver', vehicle_id: 'vehicle', depot_id: 'depot' },
  order: { organization_id: 'organization', retailer_id: 'retailer' },
  delivery: { organization_id: 'organization', retailer_id: 'retailer', order_id: 'order', service_level_id: 'service_level', depot_id: 'depot' },
  parcel: { organization_id: 'organization', retailer_id: 'retailer', delivery_id: 'delivery' },
  day_plan: { organization_id: 'organization', depot_id: 'depot' },
  route: { organization_id: 'organization', day_plan_id: 'day_plan', shift_id: 'shift', driver_id: 'driver', vehicle_id: 'vehicle' },
  hold: { organization_id: 'organization', retailer_id: 'retailer', day_plan_id: 'day_plan', depot_id: 'depot', service_level_id: 'service_level', order_id: 'order' },
  stop: { organization_id: 'organization', retailer_id: 'retailer', day_plan_id: 'day_plan', route_id: 'route', hold_id: 'hold', delivery_id: 'delivery' },
  attempt: { organization_id: 'organization', retailer_id: 'retailer', delivery_id: 'delivery', route_id: 'route', driver_id: 'driver' },
  upload: { organization_id: 'organization' },
  ping: { organization_id: 'organization', route_id: 'route' },
};

/** Foreign keys, checked at the commit: a unit of work may write its rows in any order. */
export class AddReferences extends Migration {
  override async up(): Promise<void> {
    for (const [table, columns] of Object.entries(REFERENCES)) {
      for (const [column, target] of Object.entries(columns)) {
        this.addSql(`alter table "${table}" add constraint "${table}_${column}_references" foreign key ("${column}") references "${target}" ("id") deferrable initially deferred`);
      }
    }
  }
}
