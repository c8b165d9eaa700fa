import {
  mutationCall, queryCall, subscriptionCall, type MutationCall, type QueryCall, type SubscriptionCall,
} from '../call.ts';
import { readText } from '../document.ts';
import {
  CalibrationDocument, DayTrackingDocument, DeliveryEventsDocument, DeliveryEventsHeadDocument, DeliveryTrackingDocument, GetDayTrackingDocument,
  GetDeliveryTrackingDocument, GetRouteTrackingDocument, ListDeliveryEventsDocument, RebookDeliveryDocument, RouteTrackingDocument, SetVanVisibilityDocument,
} from '../generated/documents.ts';
import type * as types from '../generated/types.ts';
import type { SharedSocket } from '../socket.ts';
import type { Transport } from '../transport.ts';
import type { Calibration, DayTracking, DeliveryTracking, JourneyEvent, JourneyEventPage, RouteTracking } from '../types.ts';

/** Following deliveries, routes and the feed. `get…` and `list…` ask once; the others are live, for `for await`. */
export interface TrackingOperations {
  /** Where a delivery stands now, or null. Without `deliveryId` the one of the tracking token. */
  readonly getDeliveryTracking: QueryCall<types.GetDeliveryTrackingQueryVariables, DeliveryTracking | null>;
  /** Where a delivery stands now, then at every change; a slow loop gets the newest. */
  readonly deliveryTracking: SubscriptionCall<types.DeliveryTrackingSubscriptionVariables, DeliveryTracking>;
  /** Moves a failed delivery to a window of its `reattempt` offer. Refused with `WINDOW_GONE`, the payload has `alternatives`. */
  readonly rebookDelivery: MutationCall<types.RebookDeliveryInput, types.RebookDeliveryMutation['rebookDelivery'], 'tracking'>;
  /** Where a route stands now, or null. */
  readonly getRouteTracking: QueryCall<types.GetRouteTrackingQueryVariables, RouteTracking | null>;
  /** Where a route stands now, then at every change; a slow loop gets the newest. */
  readonly routeTracking: SubscriptionCall<types.RouteTrackingSubscriptionVariables, RouteTracking>;
  /** How all vans of a depot stand on a day, or null. */
  readonly getDayTracking: QueryCall<types.GetDayTrackingQueryVariables, DayTracking | null>;
  /** How all vans of a depot stand on a day, then at every change, at most every other second; a slow loop gets the newest. */
  readonly dayTracking: SubscriptionCall<types.DayTrackingSubscriptionVariables, DayTracking>;
  /** How good the estimates of past days were: of all 80 % bands that were shown, how many held. */
  readonly calibration: QueryCall<types.CalibrationQueryVariables, Calibration>;
  /** Sets from when on recipients see the van on the map, and how exactly. */
  readonly setVanVisibility: MutationCall<types.SetVanVisibilityInput, types.SetVanVisibilityMutation['setVanVisibility'], 'vanVisibility'>;
  /** One page of the feed, oldest first (`first` at most 100, default 50). */
  readonly listDeliveryEvents: QueryCall<types.ListDeliveryEventsQueryVariables, JourneyEventPage>;
  /** Cursor of the present end of the feed. Ask for it, read a state, then follow `deliveryEvents` after it: nothing is missed. */
  readonly deliveryEventsHead: QueryCall<types.DeliveryEventsHeadQueryVariables, string>;
  /**
   * Every event after the cursor `after` that fits the `filter`, in order, each once, across reconnections; without `after`
   * from now on. Store the cursor of what you have handled and give it at the next start. Ends with `ResyncRequiredError`
   * when the cursor is too old.
   */
  readonly deliveryEvents: SubscriptionCall<types.DeliveryEventsSubscriptionVariables, JourneyEvent>;
}

/** The followers' calls over a transport and a socket. */
export function trackingOperations(transport: Transport, socket: SharedSocket): TrackingOperations {
  return {
    getDeliveryTracking: queryCall(transport, GetDeliveryTrackingDocument, 'deliveryTracking'),
    deliveryTracking: subscriptionCall(socket, DeliveryTrackingDocument, 'deliveryTracking', { keep: 'latest', read: readText }),
    rebookDelivery: mutationCall(transport, RebookDeliveryDocument, 'rebookDelivery', 'tracking'),
    getRouteTracking: queryCall(transport, GetRouteTrackingDocument, 'routeTracking'),
    routeTracking: subscriptionCall(socket, RouteTrackingDocument, 'routeTracking', { keep: 'latest', read: readText }),
    getDayTracking: queryCall(transport, GetDayTrackingDocument, 'dayTracking'),
    dayTracking: subscriptionCall(socket, DayTrackingDocument, 'dayTracking', { keep: 'latest', read: readText }),
    calibration: queryCall(transport, CalibrationDocument, 'calibration'),
    setVanVisibility: mutationCall(transport, SetVanVisibilityDocument, 'setVanVisibility', 'vanVisibility'),
    listDeliveryEvents: queryCall(transport, ListDeliveryEventsDocument, 'deliveryEvents'),
    deliveryEventsHead: queryCall(transport, DeliveryEventsHeadDocument, 'deliveryEventsHead'),
    deliveryEvents: subscriptionCall(socket, DeliveryEventsDocument, 'deliveryEvents', {
      keep: 'every',
      read: readText,
      cursor: (event) => event.cursor,
      // Where the feed begins, and how far it has come while nothing fit: a connection lost before the first event resumes there.
      isBookmark: (event) => event.type === 'feed.bookmark',
    }),
  };
}
