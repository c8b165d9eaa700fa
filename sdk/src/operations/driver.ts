import { mutationCall, queryCall, type MutationCall, type QueryCall } from '../call.ts';
import {
  ArriveAtStopDocument, CompleteDeliveryDocument, CreateUploadDocument, FailDeliveryDocument, MyRouteDocument,
  RecordDriverEventsDocument, RecordPingsDocument, ScanParcelDocument, StartRouteDocument,
} from '../generated/documents.ts';
import type * as types from '../generated/types.ts';
import type { Transport } from '../transport.ts';
import type { Route } from '../types.ts';

/** A driver's day, with the token of a driver's session. */
export interface DriverOperations {
  /** The route on the road, else the next dispatched one, else null. */
  readonly myRoute: QueryCall<types.MyRouteQueryVariables, Route | null>;
  /** Scans a parcel onto the vehicle. Refused with `WRONG_VEHICLE` (the payload has `rightVehicle`), `UNKNOWN_BARCODE`, … */
  readonly scanParcel: MutationCall<types.ScanParcelInput, types.ScanParcelMutation['scanParcel'], 'parcel' | 'loading'>;
  /** Leaves the depot. Refused with `MISSING_PARCELS` (the payload has `missing`) unless `leaveMissing`. */
  readonly startRoute: MutationCall<types.StartRouteInput, types.StartRouteMutation['startRoute'], 'route'>;
  /** Sends 1 to 100 positions; tells how many counted. */
  readonly recordPings: MutationCall<types.RecordPingsInput, types.RecordPingsMutation['recordPings'], 'accepted'>;
  /**
   * Tells what happened while the device was offline: 1 to 200 events with ids of its own, in any order, again if in doubt.
   * Each has its result; one that is `REFUSED` doesn't throw.
   */
  readonly recordDriverEvents: MutationCall<types.RecordDriverEventsInput, types.RecordDriverEventsMutation['recordDriverEvents'], 'results'>;
  /** Says that the vehicle stands at the stop. */
  readonly arriveAtStop: MutationCall<types.ArriveAtStopInput, types.ArriveAtStopMutation['arriveAtStop'], 'stop'>;
  /** Hands over, with proof. */
  readonly completeDelivery: MutationCall<
    types.CompleteDeliveryInput, types.CompleteDeliveryMutation['completeDelivery'], 'delivery'
  >;
  /** Gives up at the door, with a reason. */
  readonly failDelivery: MutationCall<types.FailDeliveryInput, types.FailDeliveryMutation['failDelivery'], 'delivery'>;
  /** A place for a photo or signature of at most 5,000,000 bytes; send them with `putUpload`. */
  readonly createUpload: MutationCall<types.CreateUploadInput, types.CreateUploadMutation['createUpload'], 'uploadId' | 'url'>;
}

/** A driver's calls over a transport. */
export function driverOperations(transport: Transport): DriverOperations {
  return {
    myRoute: queryCall(transport, MyRouteDocument, 'myRoute'),
    scanParcel: mutationCall(transport, ScanParcelDocument, 'scanParcel', 'parcel', 'loading'),
    startRoute: mutationCall(transport, StartRouteDocument, 'startRoute', 'route'),
    recordPings: mutationCall(transport, RecordPingsDocument, 'recordPings', 'accepted'),
    recordDriverEvents: mutationCall(transport, RecordDriverEventsDocument, 'recordDriverEvents', 'results'),
    arriveAtStop: mutationCall(transport, ArriveAtStopDocument, 'arriveAtStop', 'stop'),
    completeDelivery: mutationCall(transport, CompleteDeliveryDocument, 'completeDelivery', 'delivery'),
    failDelivery: mutationCall(transport, FailDeliveryDocument, 'failDelivery', 'delivery'),
    createUpload: mutationCall(transport, CreateUploadDocument, 'createUpload', 'uploadId', 'url'),
  };
}
