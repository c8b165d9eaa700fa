import { AccessKey } from './accounts/access-key.entity.ts';
import { Organization } from './accounts/organization.entity.ts';
import { Retailer } from './accounts/retailer.entity.ts';
import { Attempt } from './dispatch/attempt.entity.ts';
import { Credential } from './fleet/credential.entity.ts';
import { Driver } from './fleet/driver.entity.ts';
import { Shift } from './fleet/shift.entity.ts';
import { ShiftPattern } from './fleet/shift-pattern.entity.ts';
import { Vehicle } from './fleet/vehicle.entity.ts';
import { AddressRecord } from './network/address-record.entity.ts';
import { Closure } from './network/closure.entity.ts';
import { Depot } from './network/depot.entity.ts';
import { PickupPoint } from './network/pickup-point.entity.ts';
import { ServiceLevel } from './network/service-level.entity.ts';
import { Territory } from './network/territory.entity.ts';
import { Delivery } from './orders/delivery.entity.ts';
import { Order } from './orders/order.entity.ts';
import { Parcel } from './orders/parcel.entity.ts';
import { ChangeMark } from './platform/database/change-mark.entity.ts';
import { ServerSecret } from './platform/database/server-secret.entity.ts';
import { IdempotencyRecord } from './platform/idempotency/idempotency-record.entity.ts';
import { Event } from './platform/outbox/event.entity.ts';
import { FeedHead } from './platform/outbox/feed-head.entity.ts';
import { Upload } from './platform/storage/upload.entity.ts';
import { PromiseCertificate } from './promise/certificate.entity.ts';
import { Hold } from './promise/hold.entity.ts';
import { PlaceValue } from './promise/place-value.entity.ts';
import { DayPlan } from './routes/day-plan.entity.ts';
import { Route } from './routes/route.entity.ts';
import { Stop } from './routes/stop.entity.ts';
import { AddressGuess } from './tracking/address-guess.entity.ts';
import { LinkView } from './tracking/link-view.entity.ts';
import { DriverEvent } from './tracking/driver-event.entity.ts';
import { Experience } from './tracking/experience.entity.ts';
import { Forecast } from './tracking/forecast.entity.ts';
import { Ping } from './tracking/ping.entity.ts';
import { PublishedBand } from './tracking/published-band.entity.ts';
import { RouteWatch } from './tracking/route-watch.entity.ts';
import { VanVisibility } from './tracking/van-visibility.entity.ts';

/** Every table, for the ORM and the migrations. */
export const ENTITIES = [
  Organization, Retailer, AccessKey,
  Depot, Territory, Closure, ServiceLevel, PickupPoint, AddressRecord,
  Driver, Credential, Vehicle, ShiftPattern, Shift,
  Order, Delivery, Parcel,
  DayPlan, Route, Stop,
  Hold, PromiseCertificate, PlaceValue,
  Attempt, Upload,
  Ping, RouteWatch, Forecast, PublishedBand, Experience, DriverEvent, VanVisibility, LinkView, AddressGuess,
  Event, FeedHead, IdempotencyRecord, ServerSecret, ChangeMark,
];
