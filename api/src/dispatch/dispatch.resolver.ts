import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { vehicleLoader } from '../fleet/vehicle.loader.ts';
import { Delivery } from '../orders/delivery.entity.ts';
import { Parcel } from '../orders/parcel.entity.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { mutate } from '../platform/mutate.ts';
import { createUpload } from '../platform/storage/create-upload.ts';
import { Route } from '../routes/route.entity.ts';
import { loadingLoader } from '../routes/route.loader.ts';
import { RouteType } from '../routes/route.type.ts';
import { Stop } from '../routes/stop.entity.ts';
import { arriveAtStop } from './arrive-at-stop.ts';
import { completeDelivery } from './complete-delivery.ts';
import {
  ArriveAtStopInput, ArriveAtStopPayload, CompleteDeliveryInput, CompleteDeliveryPayload, CreateUploadInput, CreateUploadPayload, FailDeliveryInput, FailDeliveryPayload,
  ScanParcelInput, ScanParcelPayload, StartRouteInput, StartRoutePayload,
} from './dispatch.type.ts';
import { failDelivery } from './fail-delivery.ts';
import { findDriverRoute } from './find-driver-route.ts';
import { scanParcel } from './scan-parcel.ts';
import { startRoute } from './start-route.ts';

@Resolver()
export class DispatchResolver {
  @Query(() => RouteType, { nullable: true, description: 'The route of the driver whose session this is: the one on the road, else the next dispatched one. Scope `drive`.' })
  @Authorized<Scope>('drive')
  async myRoute(@Ctx() { em, actor }: RequestContext): Promise<RouteType | null> {
    return actor?.subjectId ? findDriverRoute(em, actor.subjectId) : null;
  }

  @Mutation(() => ScanParcelPayload, { description: 'Scans a parcel onto the driver\'s vehicle. Scope `drive`.' })
  @Authorized<Scope>('drive')
  async scanParcel(@Arg('input', () => ScanParcelInput, { description: 'The label.' }) input: ScanParcelInput, @Ctx() context: RequestContext): Promise<ScanParcelPayload> {
    const { parcelId, routeId, rightVehicleId, userErrors } = await mutate(context, { operation: 'scanParcel', input }, (tx) => scanParcel(tx, input));
    return {
      parcel: parcelId ? await context.em.findOne(Parcel, { id: parcelId }) : null,
      loading: routeId ? await loaderOf(context, loadingLoader).load(routeId) : null,
      rightVehicle: rightVehicleId ? await loaderOf(context, vehicleLoader).load(rightVehicleId) : null,
      userErrors,
    };
  }

  @Mutation(() => StartRoutePayload, { description: 'The driver drives off with what is on board. Scope `drive`.' })
  @Authorized<Scope>('drive')
  async startRoute(@Arg('input', () => StartRouteInput, { description: 'How.' }) input: StartRouteInput, @Ctx() context: RequestContext): Promise<StartRoutePayload> {
    const { routeId, missingParcelIds, userErrors } = await mutate(context, { operation: 'startRoute', input, boundary: 'organization' }, (tx) => startRoute(tx, input));
    const missing = missingParcelIds.length > 0 ? await context.em.find(Parcel, { id: { $in: missingParcelIds } }, { orderBy: { id: 'asc' } }) : [];
    return { route: routeId ? await context.em.findOne(Route, { id: routeId }) : null, missing, userErrors };
  }

  @Mutation(() => ArriveAtStopPayload, { description: 'The driver is at the door. Stops may be visited in any order. Scope `drive`.' })
  @Authorized<Scope>('drive')
  async arriveAtStop(@Arg('input', () => ArriveAtStopInput, { description: 'Where and when.' }) input: ArriveAtStopInput, @Ctx() context: RequestContext): Promise<ArriveAtStopPayload> {
    const { stopId, isOutOfOrder, userErrors } = await mutate(context, { operation: 'arriveAtStop', input }, (tx) => arriveAtStop(tx, input));
    const stop = stopId ? await context.em.findOne(Stop, { id: stopId }) : null;
    if (stop) context.server.live.publish(stop.routeId);
    return { stop, outOfOrder: isOutOfOrder, userErrors };
  }

  @Mutation(() => CompleteDeliveryPayload, { description: 'Hands a delivery over, with the proof it needs. Scope `drive`.' })
  @Authorized<Scope>('drive')
  async completeDelivery(@Arg('input', () => CompleteDeliveryInput, { description: 'The hand-over.' }) input: CompleteDeliveryInput, @Ctx() context: RequestContext): Promise<CompleteDeliveryPayload> {
    const { deliveryId, userErrors } = await mutate(context, { operation: 'completeDelivery', input }, (tx) => completeDelivery(tx, input));
    return { delivery: await findServed(context, deliveryId), userErrors };
  }

  @Mutation(() => FailDeliveryPayload, { description: 'Nobody took it: the recipient may choose another window, or it goes back, as the reason says. Scope `drive`.' })
  @Authorized<Scope>('drive')
  async failDelivery(@Arg('input', () => FailDeliveryInput, { description: 'The attempt.' }) input: FailDeliveryInput, @Ctx() context: RequestContext): Promise<FailDeliveryPayload> {
    const { deliveryId, userErrors } = await mutate(context, { operation: 'failDelivery', input }, (tx) => failDelivery(tx, input));
    return { delivery: await findServed(context, deliveryId), userErrors };
  }

  @Mutation(() => CreateUploadPayload, { description: 'Announces a photo or signature; PUT its bytes to the URL it gives. Scope `drive`.' })
  @Authorized<Scope>('drive')
  async createUpload(@Arg('input', () => CreateUploadInput, { description: 'What will be sent.' }) input: CreateUploadInput, @Ctx() context: RequestContext): Promise<CreateUploadPayload> {
    const { uploadId, userErrors } = await mutate(context, { operation: 'createUpload', input }, (tx) => createUpload(tx, input));
    return { uploadId, url: uploadId && `${context.server.publicUrl}/uploads/${uploadId}`, userErrors };
  }
}

/** The delivery a visit ended with. Everybody on its route is one stop nearer, so followers of the route hear of it. */
async function findServed({ em, server }: RequestContext, id: string | null): Promise<Delivery | null> {
  if (id === null) return null;
  const stop = await em.findOne(Stop, { deliveryId: id }, { orderBy: { id: 'desc' } });
  if (stop) server.live.publish(stop.routeId);
  return em.findOne(Delivery, { id });
}
