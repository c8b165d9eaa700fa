import { defineEntity, p } from '@mikro-orm/core';
import { organizationRows } from '../platform/database/tenancy.ts';
import type { ExperienceKind } from './experience.rules.ts';

const ExperienceSchema = defineEntity({
  name: 'Experience',
  tableName: 'experience',
  ...organizationRows('experience'),
  properties: {
    organizationId: p.string().primary(),
    kind: p.string().$type<ExperienceKind>().primary(),
    /** What it is about, e.g. a door, an hour of the day; nothing personal. */
    key: p.string().primary(),
    /** Newest first, a bounded number. */
    values: p.json<number[]>(),
    updatedAt: p.datetime(),
  },
});

/** What past days have shown about one thing: the newest observations, from which medians and spreads are taken. */
export class Experience extends ExperienceSchema.class {}
ExperienceSchema.setClass(Experience);
