import { mutationCall, queryCall, type MutationCall, type QueryCall } from '../call.ts';
import {
  ApiKeysDocument, ClosePickupPointDocument, ClosuresDocument, CreateApiKeyDocument, CreateClosureDocument, CreateDepotDocument, CreateDriverDocument, CreateDriverSessionDocument,
  CreatePickupPointDocument, CreatePickupPointKeyDocument,
  CreateRetailerDocument, CreateServiceLevelDocument, CreateShiftPatternDocument, CreateShiftsDocument, CreateTerritoryDocument,
  CreateVehicleDocument, DepotsDocument, DriversDocument, EndShiftPatternDocument, RetailersDocument, RevokeApiKeyDocument,
  SetReschedulePolicyDocument, ServiceLevelsDocument, ShiftPatternsDocument, ShiftsDocument, VehiclesDocument, ViewerDocument,
  DeleteClosureDocument, PickupPointsDocument, UpdateDepotDocument, UpdateServiceLevelDocument,
  UpdateTerritoryDocument,
} from '../generated/documents.ts';
import type * as types from '../generated/types.ts';
import type { Transport } from '../transport.ts';
import type { ApiKey, Closure, Depot, Driver, PickupPoint, Retailer, ServiceLevel, Shift, ShiftPattern, Vehicle, Viewer } from '../types.ts';

type None = types.ViewerQueryVariables;

/** Setting up an organization, with its secret key. */
export interface SetupOperations {
  /** Who the key belongs to and what it may do. Any key. */
  readonly viewer: QueryCall<None, Viewer>;
  /** The retailers the key may see. */
  readonly retailers: QueryCall<None, readonly Retailer[]>;
  /** Keys without their secrets, revoked ones included. */
  readonly apiKeys: QueryCall<None, readonly ApiKey[]>;
  /** Depots with their territories. */
  readonly depots: QueryCall<None, readonly Depot[]>;
  /** What is sold. */
  readonly serviceLevels: QueryCall<None, readonly ServiceLevel[]>;
  /** Drivers with their credentials. */
  readonly drivers: QueryCall<None, readonly Driver[]>;
  /** Vehicles with their capacities. */
  readonly vehicles: QueryCall<None, readonly Vehicle[]>;
  /** The shifts of a depot on a date (`YYYY-MM-DD`). */
  readonly shifts: QueryCall<types.ShiftsQueryVariables, readonly Shift[]>;
  /** Sets the terms on which a retailer's deliveries are changed and called off. */
  readonly setReschedulePolicy: MutationCall<
    types.SetReschedulePolicyInput, types.SetReschedulePolicyMutation['setReschedulePolicy'], 'retailer'
  >;
  /** How many vans drive on which days of the week, as far as a depot says so. */
  readonly shiftPatterns: QueryCall<types.ShiftPatternsQueryVariables, readonly ShiftPattern[]>;
  /** A new retailer with its brand. */
  readonly createRetailer: MutationCall<types.CreateRetailerInput, types.CreateRetailerMutation['createRetailer'], 'retailer'>;
  /** A new key; `secret` is shown this once. */
  readonly createApiKey: MutationCall<types.CreateApiKeyInput, types.CreateApiKeyMutation['createApiKey'], 'apiKey' | 'secret'>;
  /** Ends a key at once. */
  readonly revokeApiKey: MutationCall<types.RevokeApiKeyInput, types.RevokeApiKeyMutation['revokeApiKey'], 'apiKey'>;
  /** A new depot. */
  readonly createDepot: MutationCall<types.CreateDepotInput, types.CreateDepotMutation['createDepot'], 'depot'>;
  /** The area a depot serves, as a GeoJSON polygon. */
  readonly createTerritory: MutationCall<types.CreateTerritoryInput, types.CreateTerritoryMutation['createTerritory'], 'territory'>;
  /** Something to sell: price, windows, cut-off. */
  readonly createServiceLevel: MutationCall<
    types.CreateServiceLevelInput, types.CreateServiceLevelMutation['createServiceLevel'], 'serviceLevel'
  >;
  /** Changes a service level; what is left out stays. Quotes made before keep their price. */
  readonly updateServiceLevel: MutationCall<
    types.UpdateServiceLevelInput, types.UpdateServiceLevelMutation['updateServiceLevel'], 'serviceLevel'
  >;
  /** Another name of a depot, or a cap for its days. */
  readonly updateDepot: MutationCall<types.UpdateDepotInput, types.UpdateDepotMutation['updateDepot'], 'depot'>;
  /** Another name of a territory, or a cap for its days. */
  readonly updateTerritory: MutationCall<types.UpdateTerritoryInput, types.UpdateTerritoryMutation['updateTerritory'], 'territory'>;
  /** Lockers and pickup points, closed ones included. */
  readonly pickupPoints: QueryCall<types.PickupPointsQueryVariables, readonly PickupPoint[]>;
  /** A new locker or pickup point. */
  readonly createPickupPoint: MutationCall<
    types.CreatePickupPointInput, types.CreatePickupPointMutation['createPickupPoint'], 'pickupPoint'
  >;
  /** Takes a pickup point off sale; what waits there can still be fetched. */
  readonly closePickupPoint: MutationCall<
    types.ClosePickupPointInput, types.ClosePickupPointMutation['closePickupPoint'], 'pickupPoint'
  >;
  /** A key for the machine or counter of a pickup point, shown this once. */
  readonly createPickupPointKey: MutationCall<
    types.CreatePickupPointKeyInput, types.CreatePickupPointKeyMutation['createPickupPointKey'], 'pickupPoint' | 'token'
  >;
  /** Days without service. */
  readonly closures: QueryCall<types.ClosuresQueryVariables, readonly Closure[]>;
  /** Days on which a depot or territory sells nothing, such as holidays. */
  readonly createClosure: MutationCall<types.CreateClosureInput, types.CreateClosureMutation['createClosure'], 'closure'>;
  /** Takes such days back. */
  readonly deleteClosure: MutationCall<types.DeleteClosureInput, types.DeleteClosureMutation['deleteClosure'], 'closureId'>;
  /** A new driver. */
  readonly createDriver: MutationCall<types.CreateDriverInput, types.CreateDriverMutation['createDriver'], 'driver'>;
  /** A token for a driver's device, shown this once. */
  readonly createDriverSession: MutationCall<
    types.CreateDriverSessionInput, types.CreateDriverSessionMutation['createDriverSession'], 'driver' | 'token' | 'expiresAt'
  >;
  /** A new vehicle. */
  readonly createVehicle: MutationCall<types.CreateVehicleInput, types.CreateVehicleMutation['createVehicle'], 'vehicle'>;
  /** 1 to 200 shifts, all or none. */
  readonly createShifts: MutationCall<types.CreateShiftsInput, types.CreateShiftsMutation['createShifts'], 'shifts'>;
  /** Vans that can be sold before anybody is on shift. */
  readonly createShiftPattern: MutationCall<
    types.CreateShiftPatternInput, types.CreateShiftPatternMutation['createShiftPattern'], 'shiftPattern'
  >;
  /** The last day of a pattern; `IN_USE` while something is promised on a later one. */
  readonly endShiftPattern: MutationCall<
    types.EndShiftPatternInput, types.EndShiftPatternMutation['endShiftPattern'], 'shiftPattern'
  >;
}

/** The set-up's calls over a transport. */
export function setupOperations(transport: Transport): SetupOperations {
  return {
    viewer: queryCall(transport, ViewerDocument, 'viewer'),
    retailers: queryCall(transport, RetailersDocument, 'retailers'),
    apiKeys: queryCall(transport, ApiKeysDocument, 'apiKeys'),
    depots: queryCall(transport, DepotsDocument, 'depots'),
    serviceLevels: queryCall(transport, ServiceLevelsDocument, 'serviceLevels'),
    drivers: queryCall(transport, DriversDocument, 'drivers'),
    vehicles: queryCall(transport, VehiclesDocument, 'vehicles'),
    shifts: queryCall(transport, ShiftsDocument, 'shifts'),
    setReschedulePolicy: mutationCall(transport, SetReschedulePolicyDocument, 'setReschedulePolicy', 'retailer'),
    shiftPatterns: queryCall(transport, ShiftPatternsDocument, 'shiftPatterns'),
    createRetailer: mutationCall(transport, CreateRetailerDocument, 'createRetailer', 'retailer'),
    createApiKey: mutationCall(transport, CreateApiKeyDocument, 'createApiKey', 'apiKey', 'secret'),
    revokeApiKey: mutationCall(transport, RevokeApiKeyDocument, 'revokeApiKey', 'apiKey'),
    createDepot: mutationCall(transport, CreateDepotDocument, 'createDepot', 'depot'),
    createTerritory: mutationCall(transport, CreateTerritoryDocument, 'createTerritory', 'territory'),
    createServiceLevel: mutationCall(transport, CreateServiceLevelDocument, 'createServiceLevel', 'serviceLevel'),
    updateServiceLevel: mutationCall(transport, UpdateServiceLevelDocument, 'updateServiceLevel', 'serviceLevel'),
    updateDepot: mutationCall(transport, UpdateDepotDocument, 'updateDepot', 'depot'),
    updateTerritory: mutationCall(transport, UpdateTerritoryDocument, 'updateTerritory', 'territory'),
    pickupPoints: queryCall(transport, PickupPointsDocument, 'pickupPoints'),
    createPickupPoint: mutationCall(transport, CreatePickupPointDocument, 'createPickupPoint', 'pickupPoint'),
    closePickupPoint: mutationCall(transport, ClosePickupPointDocument, 'closePickupPoint', 'pickupPoint'),
    createPickupPointKey: mutationCall(transport, CreatePickupPointKeyDocument, 'createPickupPointKey', 'pickupPoint', 'token'),
    closures: queryCall(transport, ClosuresDocument, 'closures'),
    createClosure: mutationCall(transport, CreateClosureDocument, 'createClosure', 'closure'),
    deleteClosure: mutationCall(transport, DeleteClosureDocument, 'deleteClosure', 'closureId'),
    createDriver: mutationCall(transport, CreateDriverDocument, 'createDriver', 'driver'),
    createDriverSession: mutationCall(
      transport, CreateDriverSessionDocument, 'createDriverSession', 'driver', 'token', 'expiresAt',
    ),
    createVehicle: mutationCall(transport, CreateVehicleDocument, 'createVehicle', 'vehicle'),
    createShifts: mutationCall(transport, CreateShiftsDocument, 'createShifts', 'shifts'),
    createShiftPattern: mutationCall(transport, CreateShiftPatternDocument, 'createShiftPattern', 'shiftPattern'),
    endShiftPattern: mutationCall(transport, EndShiftPatternDocument, 'endShiftPattern', 'shiftPattern'),
  };
}
