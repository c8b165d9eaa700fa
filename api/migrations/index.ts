import { CertificatesAndLongerHolds } from './2026-11-21-certificates-and-longer-holds.ts';
import { FeedAndPageIndexes } from './2026-11-21-feed-and-page-indexes.ts';
import { LockersClosuresCapsAndPriceRules } from './2026-11-21-lockers-closures-caps-and-price-rules.ts';
import { MarksOfChanges } from './2026-11-21-marks-of-changes.ts';
import { ReschedulePolicies } from './2026-11-21-reschedule-policies.ts';
import { AddReferences } from './2026-11-21-references.ts';
import { CreateRoles } from './2026-11-21-roles.ts';
import { LiveJourney } from './2026-11-21-live-journey.ts';
import { PartitionPings } from './2026-11-21-ping-partitions.ts';
import { TrackingLinks } from './2026-11-21-tracking-links.ts';
import { ShiftPatterns } from './2026-11-21-shift-patterns.ts';
import { CreateTables } from './2026-11-21-whole-way.ts';

/** In the order they run; never edited once landed. */
export const MIGRATIONS = [
  CreateRoles, CreateTables, AddReferences, CertificatesAndLongerHolds, FeedAndPageIndexes, MarksOfChanges, TrackingLinks, ReschedulePolicies, LockersClosuresCapsAndPriceRules,
  ShiftPatterns, LiveJourney, PartitionPings,
];
