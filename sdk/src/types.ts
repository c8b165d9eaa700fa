import type * as generated from './generated/types.ts';

/** Where in the feed, or `null` in the moment before the relay has placed it; `type` is e.g. `delivery.loaded`. */
export type JourneyEvent = generated.JourneyEventFieldsFragment;
/** A page of journey events, oldest first. */
export type JourneyEventPage = generated.ListDeliveryEventsQuery['deliveryEvents'];
/** Windows for an address and basket, under a quote that holds until `expiresAt`. */
export type DeliveryOptions = generated.DeliveryOptionsQuery['deliveryOptions'];
/** One window, with its price, or with the reason why it can't be had. */
export type DeliveryOption = generated.DeliveryOptionFieldsFragment;
/** A window taken for a few minutes. */
export type Hold = generated.HoldFieldsFragment;
/** What a shopper bought, with its deliveries. */
export type Order = generated.OrderFieldsFragment;
/** A page of orders. */
export type OrderPage = generated.OrdersQuery['orders'];
/** One hand-over at one address. */
export type Delivery = generated.DeliveryFieldsFragment;
/** A page of deliveries. */
export type DeliveryPage = generated.DeliveriesQuery['deliveries'];
/** A delivery with its stop, attempts and the first 100 events of its journey. */
export type DeliveryDetails = NonNullable<generated.DeliveryQuery['delivery']>;
/** Other windows for a delivery, with what each costs or gives back, and what calling it off would mean. */
export type RescheduleQuote = NonNullable<generated.RescheduleQuoteQuery['rescheduleQuote']>;
/** A window a delivery could be moved to. */
export type RescheduleOption = generated.RescheduleOptionFieldsFragment;
/** A part of a fee or refund, with its reason. */
export type FeePart = generated.FeePartFieldsFragment;
/** A thing with a barcode, weight (grams) and dimensions (millimeters). */
export type Parcel = generated.ParcelFieldsFragment;
/** Evidence for an attempt. */
export type Proof = generated.ProofFieldsFragment;
/** The plan of one depot on one day. */
export type DayPlan = generated.DayPlanFieldsFragment;
/** What a depot has promised for a day, and what it could still take. */
export type DayCapacity = NonNullable<generated.DepotCapacityQuery['depotCapacity']>[number];
/** One vehicle and driver for one shift: stops in order. */
export type Route = generated.RouteFieldsFragment;
/** One visit on a route. */
export type Stop = generated.StopFieldsFragment;
/** Parcels that must be on board before a route starts. */
export type Loading = generated.LoadingFieldsFragment;
/** What the holder of a tracking link sees. */
export type DeliveryTracking = generated.DeliveryTrackingFieldsFragment;
/** A tracking link as it was given out: what it may do, and when it was looked through. */
export type TrackingLinkDetails = NonNullable<NonNullable<generated.GetTrackingLinkQuery['deliveryTracking']>['link']>;
/** What a dispatcher sees of a route on the road. */
export type RouteTracking = generated.RouteTrackingFieldsFragment;
/** How all vans of a depot stand on a day. */
export type DayTracking = generated.DayTrackingFieldsFragment;
/** How good the estimates of past days were. */
export type Calibration = generated.CalibrationQuery['calibration'];
/** Who the key belongs to and what it may do. */
export type Viewer = generated.ViewerQuery['viewer'];
/** A shop that sells, with its brand. */
export type Retailer = generated.RetailerFieldsFragment;
/** A key without its secret. */
export type ApiKey = generated.ApiKeyFieldsFragment;
/** Where routes start and end, with its territories. */
export type Depot = generated.DepotsQuery['depots'][number];
/** What is sold: price, windows, cut-off. */
export type ServiceLevel = generated.ServiceLevelFieldsFragment;
/** A locker, or a shop with a counter, where recipients fetch parcels. */
export type PickupPoint = generated.PickupPointSetupFragment;
/** Days without service. */
export type Closure = generated.ClosureFieldsFragment;
/** One part of a price. */
export type PricePart = generated.PricePartFieldsFragment;
/** Who drives. */
export type Driver = generated.DriverFieldsFragment;
/** With what: capacities in grams and liters. */
export type Vehicle = generated.VehicleFieldsFragment;
/** One driver with one vehicle from one depot on one day; open, without either, while nobody has been assigned. */
export type Shift = generated.ShiftFieldsFragment;
/** So many vans of a kind on those days of the week, whoever drives them. */
export type ShiftPattern = generated.ShiftPatternFieldsFragment;

export type {
  ActorKind, AddressInput, ApiKeyKind, ArriveAtStopInput, AssignRouteInput, AttemptOutcome, BasketInput, BrandInput,
  CancelDeliveryInput, ChangeHoldInput, ChangeInstructionsInput, CompleteDeliveryInput, ConfirmHoldInput,
  CreateApiKeyInput, CreateDepotInput, CreateDriverInput, CreateDriverSessionInput, CreateOrderInput,
  CreateRetailerInput, CreateServiceLevelInput, CreateShiftPatternInput, CreateShiftsInput, CreateTerritoryInput, CreateTrackingLinkInput,
  CreateUploadInput, CreateVehicleInput, CredentialInput, CredentialKind, DeliveryFilter, DeliveryKind,
  DeliveryOptionsInput, DeliveryState, DispatchRouteInput, DriverErrorCode, EndShiftPatternInput, ExtendHoldInput, FailDeliveryInput,
  FailureReason, HandlingNeed, HandOffTrackingLinkInput, HoldDeliveryOptionInput, HoldErrorCode, HoldState,
  LinkErrorCode, LinkScope, LinkViewKind, MoneyInput, MoveStopInput, OrderErrorCode, ParcelInput, PingInput,
  PlanDayInput, PlanErrorCode, PositionInput, ProofInput, ProofPlace, RebookDeliveryInput, RecipientInput,
  RecordPingsInput, ReleaseHoldInput, RescheduleDeliveryInput, RevealAddressInput, RevokeApiKeyInput,
  RevokeTrackingLinkInput, RouteState, ScanParcelInput, ServiceLevelKind, SetReschedulePolicyInput, SetupErrorCode,
  ShiftInput, StartRouteInput, StepState, StopState, UnavailableReason, VehicleKind, WindowPatternInput,
  ClosePickupPointInput, CollectDeliveryInput, CollectErrorCode, CreateClosureInput, CreatePickupPointInput,
  CreatePickupPointKeyInput, DeleteClosureInput, DeliveryOptionKind, NarrowWindowsInput, OpeningHoursInput,
  OptionsPrecision, PickupPointKind, PostalAreaInput, PricePartKind, PriceRulesInput, UpdateDepotInput,
  UpdateServiceLevelInput, UpdateTerritoryInput, Weekday,
  DriverEventInput, DriverEventOutcome, EtaReasonKind, PingOutcome, RecordDriverEventsInput, SetVanVisibilityInput,
} from './generated/types.ts';
