import type { VehicleKind } from '../fleet/fleet.rules.ts';

/**
 * Grams of CO2 a kilometer, in use.
 * VAN: a diesel van that needs 9.5 liters for 100 km in delivery traffic, at 2.51 kg CO2e a liter (UK government conversion factors for company
 * reporting, 2023, average blend): 240 g; inside the 200–300 g that makers state for vans by the WLTP cycle.
 * CARGO_BIKE: 4.5 g for its electricity (Verlinghieri et al. 2021, "The promise of low-carbon freight", University of Westminster), rounded up.
 */
export const CO2_GRAMS_A_KILOMETER: Readonly<Record<VehicleKind, number>> = { VAN: 240, CARGO_BIKE: 5 };

/** What a delivery adds to a route that is driven anyway. */
export interface FootprintData {
  /** Meters that the route gets longer. Never below zero: a place that takes the way of another one adds nothing. */
  readonly extraMeters: number;
  readonly co2Grams: number;
  readonly vehicleKind: VehicleKind;
}

/** The footprint of an insertion: the kilometers it adds, times the factor of the vehicle. */
export function footprintOf({ addedMeters, vehicleKind }: { readonly addedMeters: number; readonly vehicleKind: VehicleKind }): FootprintData {
  const extraMeters = Math.max(0, Math.round(addedMeters));
  return { extraMeters, co2Grams: Math.round((extraMeters / 1_000) * CO2_GRAMS_A_KILOMETER[vehicleKind]), vehicleKind };
}
