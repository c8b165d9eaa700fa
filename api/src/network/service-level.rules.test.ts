import { expect, it } from 'vitest';
import { findServiceLevelFaults } from './service-level.rules.ts';

const good: Parameters<typeof findServiceLevelFaults>[0] = {
  code: 'two-hours', kind: 'SCHEDULED', windows: [{ start: '10:00', end: '12:00' }, { start: '11:00', end: '13:00' }], leadTime: 7200, horizonDays: 7, serviceTime: 240, destinations: ['WINDOW'], skills: [],
};
const fieldsAtFault = (change: Partial<typeof good>) => findServiceLevelFaults({ ...good, ...change }).map(({ field }) => field.join('.'));

it('takes terms that can be kept, windows that overlap too', () => {
  expect(fieldsAtFault({})).toEqual([]);
  expect(fieldsAtFault({ kind: 'NEXT_DAY', cutoff: '18:00' })).toEqual([]);
});

it.each<[Partial<typeof good>, string]>([
  [{ code: '' }, 'code'],
  [{ code: 'two hours' }, 'code'],
  [{ windows: [] }, 'windows'],
  [{ windows: [{ start: '12:00', end: '12:00' }] }, 'windows.0'],
  [{ windows: [{ start: '10:00', end: '12:00' }, { start: '22:00', end: '01:00' }] }, 'windows.1'],
  [{ leadTime: -1 }, 'leadTime'],
  [{ leadTime: 15 * 24 * 3600 }, 'leadTime'],
  [{ horizonDays: 0 }, 'horizonDays'],
  [{ horizonDays: 61 }, 'horizonDays'],
  [{ serviceTime: 5 * 3600 }, 'serviceTime'],
  [{ cutoff: '18:00' }, 'cutoff'],
])('%o is at fault in %s', (change, field) => {
  expect(fieldsAtFault(change)).toEqual([field]);
});
