import { mutationCall, queryCall, type MutationCall, type QueryCall } from '../call.ts';
import {
  ApiKeysDocument, CreateApiKeyDocument, CreateDepotDocument, CreateDriverDocument, CreateDriverSessionDocument,
  CreateRetailerDocument, CreateServiceLevelDocument, CreateShiftsDocument, CreateTerritoryDocument,
  CreateVehicleDocument, DepotsDocument, DriversDocument, RetailersDocument, RevokeApiKeyDocument,
  SetReschedulePolicyDocument,
  ServiceLevelsDocument, ShiftsDocument, VehiclesDocument, ViewerDocument,
} from '../generated/documents.ts';
import type * as types from '../generated/types.ts';
import type { Transport } from '../transport.ts';
import type { ApiKey, Depot, Driver, Retailer, ServiceLevel, Shift, Vehicle, Viewer } from '../types.ts';

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
    createRetailer: mutationCall(transport, CreateRetailerDocument, 'createRetailer', 'retailer'),
    createApiKey: mutationCall(transport, CreateApiKeyDocument, 'createApiKey', 'apiKey', 'secret'),
    revokeApiKey: mutationCall(transport, RevokeApiKeyDocument, 'revokeApiKey', 'apiKey'),
    createDepot: mutationCall(transport, CreateDepotDocument, 'createDepot', 'depot'),
    createTerritory: mutationCall(transport, CreateTerritoryDocument, 'createTerritory', 'territory'),
    createServiceLevel: mutationCall(transport, CreateServiceLevelDocument, 'createServiceLevel', 'serviceLevel'),
    createDriver: mutationCall(transport, CreateDriverDocument, 'createDriver', 'driver'),
    createDriverSession: mutationCall(
      transport, CreateDriverSessionDocument, 'createDriverSession', 'driver', 'token', 'expiresAt',
    ),
    createVehicle: mutationCall(transport, CreateVehicleDocument, 'createVehicle', 'vehicle'),
    createShifts: mutationCall(transport, CreateShiftsDocument, 'createShifts', 'shifts'),
  };
}
