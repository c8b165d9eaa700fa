import { defineEntity, p } from '@mikro-orm/core';
import { organizationRows } from './tenancy.ts';

const ChangeMarkSchema = defineEntity({
  name: 'ChangeMark',
  tableName: 'change_mark',
  ...organizationRows('change_mark'),
  properties: {
    organizationId: p.string().primary(),
    /** See `MarkTopic`. */
    topic: p.string().primary(),
    /** Of the newest transaction that changed one of the topic's tables. */
    transaction: p.string(),
  },
});

/**
 * When the tables of a topic last changed, so that what a node remembers of them can be told from what is true by one small row.
 * Written by triggers, see `marksChanges`: no writer can forget it.
 */
export class ChangeMark extends ChangeMarkSchema.class {}
ChangeMarkSchema.setClass(ChangeMark);
