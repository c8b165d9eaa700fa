import type { EntityManager } from '@mikro-orm/postgresql';
import { DoorstepError } from '../shared/errors.ts';
import { addDays } from '../shared/time.ts';

/** Which visits: of one depot, on service days from one to another, both included. */
export interface CalibrationRange {
  readonly depotId: string;
  readonly from: string;
  readonly to: string;
}

const MOST_DAYS = 92;

/** @throws DoorstepError `BAD_USER_INPUT` for days in the wrong order, or too many */
export function checkRange(range: CalibrationRange): CalibrationRange {
  if (range.from > range.to) throw new DoorstepError('BAD_USER_INPUT', `"from" (${range.from}) comes after "to" (${range.to}).`);
  if (addDays(range.from, MOST_DAYS) <= range.to) throw new DoorstepError('BAD_USER_INPUT', `At most ${MOST_DAYS} days at once; ask for ${range.from} to ${range.to} in parts.`);
  return range;
}

export interface CalibrationBucketData {
  readonly fromMinutes: number;
  readonly untilMinutes: number | null;
  readonly bands: number;
  readonly heldShare: number | null;
  readonly medianErrorMinutes: number | null;
  readonly medianWidthMinutes: number | null;
}

export interface CalibrationData {
  readonly visits: number;
  readonly bands: number;
  readonly heldShare: number | null;
  readonly earlyShare: number | null;
  readonly lateShare: number | null;
  readonly committedKeptShare: number | null;
  readonly medianCommittedMinutes: number | null;
  readonly buckets: readonly CalibrationBucketData[];
}

/** Minutes before the visit. */
const EDGES = [0, 5, 15, 30, 60, 120] as const;

const BEGUN = 'greatest(s.arrived_at, s.window_start)';
const VISITS = `stop s join day_plan p on p.id = s.day_plan_id where p.depot_id = ? and p.date between ? and ? and s.arrived_at is not null`;

/** One row a bucket, and one of them all, whose bucket is null. */
const BANDS_BY_BUCKET = `
  select bucket, count(*)::int as bands,
    avg((begun between p10 and p90)::int)::float8 as held, avg((begun < p10)::int)::float8 as early, avg((begun > p90)::int)::float8 as late,
    percentile_cont(0.5) within group (order by abs(extract(epoch from begun - p50)::float8)) / 60 as error,
    percentile_cont(0.5) within group (order by extract(epoch from p90 - p10)::float8) / 60 as width
  from (
    select b.p10, b.p50, b.p90, ${BEGUN} as begun,
      width_bucket(extract(epoch from ${BEGUN} - b.at)::float8 / 60, array[${EDGES.slice(1).join(', ')}]::float8[]) as bucket
    from published_band b join ${VISITS.replace('stop s', 'stop s on s.id = b.stop_id')} and b.at <= ${BEGUN}
  ) shown group by grouping sets ((bucket), ())`;

const KEPT = `
  select count(*)::int as visits,
    avg((f.broken_at is null and ${BEGUN} between coalesce(f.band_start, s.window_start) and coalesce(f.band_end, s.window_end))::int)::float8 as kept,
    percentile_cont(0.5) within group (order by extract(epoch from f.band_end - f.band_start)::float8) / 60 as width
  from forecast f join ${VISITS.replace('stop s', 'stop s on s.id = f.stop_id')}`;

interface BandRow {
  bands: number;
  bucket: number | null;
  held: number | null;
  early: number | null;
  late: number | null;
  error: number | null;
  width: number | null;
}

/** Holds every band that was shown, and every commitment, against when the visits began. `em` must see the whole organization. */
export async function reportCalibration(em: EntityManager, { depotId, from, to }: CalibrationRange): Promise<CalibrationData> {
  const range = [depotId, from, to];
  const rows = await em.execute<BandRow[]>(BANDS_BY_BUCKET, range);
  const [kept] = await em.execute<{ visits: number; kept: number | null; width: number | null }[]>(KEPT, range);
  const total = rows.find((row) => row.bucket === null);
  return {
    visits: kept?.visits ?? 0,
    bands: total?.bands ?? 0,
    heldShare: total?.held ?? null,
    earlyShare: total?.early ?? null,
    lateShare: total?.late ?? null,
    committedKeptShare: kept?.kept ?? null,
    medianCommittedMinutes: kept?.width ?? null,
    buckets: EDGES.map((fromMinutes, bucket) => {
      const row = rows.find((each) => each.bucket === bucket);
      return {
        fromMinutes, untilMinutes: EDGES[bucket + 1] ?? null, bands: row?.bands ?? 0,
        heldShare: row?.held ?? null, medianErrorMinutes: row?.error ?? null, medianWidthMinutes: row?.width ?? null,
      };
    }),
  };
}
