import { describe, expect, it } from 'vitest';
import { GreatCircleTravelTimes } from './great-circle.ts';
import { travelTimesContract } from './travel-times.contract.ts';

travelTimesContract('the great circle', () => new GreatCircleTravelTimes(), { south: 37.4, north: 37.9, west: -122.4, east: -121.8 });

describe('great-circle travel times', () => {
  const oakland = { latitude: 37.8044, longitude: -122.2712 };
  const berkeley = { latitude: 37.8715, longitude: -122.273 };

  it('multiply the straight line by the detour factor and drive it at the speed of the vehicle', async () => {
    const times = new GreatCircleTravelTimes({
      VAN: { detourFactor: 1.5, kilometersPerHour: 36 },
      CARGO_BIKE: { detourFactor: 1, kilometersPerHour: 18 },
    });
    const van = await times.oneToMany(oakland, [berkeley], 'VAN');
    const bike = await times.oneToMany(oakland, [berkeley], 'CARGO_BIKE');
    // 7.463 km as the crow flies.
    expect([van.meters[0], van.seconds[0]]).toEqual([11_195, 1_120]);
    expect([bike.meters[0], bike.seconds[0]]).toEqual([7_463, 1_493]);
  });
});
