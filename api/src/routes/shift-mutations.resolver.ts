import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import { Shift } from '../fleet/shift.entity.ts';
import { ShiftPattern } from '../fleet/shift-pattern.entity.ts';
import { EndShiftPatternInput, EndShiftPatternPayload } from '../fleet/shift-pattern.type.ts';
import { CreateShiftsInput, CreateShiftsPayload } from '../fleet/shift.type.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import type { RequestContext } from '../platform/context.ts';
import { mutate } from '../platform/mutate.ts';
import { bookShifts } from './book-shifts.ts';
import { endShiftPattern } from './end-shift-pattern.ts';

/** Changes of the fleet that change day plans with it. */
@Resolver()
export class ShiftMutationsResolver {
  @Mutation(() => CreateShiftsPayload, { description: 'Puts drivers and vehicles on shift: all or none. Where a pattern keeps shifts of that day open, they take the place of open ones, with the routes planned for those. Scope `fleet:write`.' })
  @Authorized<Scope>('fleet:write')
  async createShifts(@Arg('input', () => CreateShiftsInput, { description: 'The shifts.' }) input: CreateShiftsInput, @Ctx() context: RequestContext): Promise<CreateShiftsPayload> {
    const { shiftIds, userErrors } = await mutate(context, { operation: 'createShifts', input, boundary: 'organization' }, (tx) => bookShifts(tx, input));
    const shifts = await context.em.find(Shift, { id: { $in: shiftIds } });
    const byId = new Map(shifts.map((shift) => [shift.id, shift]));
    return { shifts: shiftIds.flatMap((id) => byId.get(id) ?? []), userErrors };
  }

  @Mutation(() => EndShiftPatternPayload, { description: 'Ends a shift pattern after a day. Refused with `IN_USE` while something is promised on a van of a later day that has no driver yet. Scope `fleet:write`.' })
  @Authorized<Scope>('fleet:write')
  async endShiftPattern(@Arg('input', () => EndShiftPatternInput, { description: 'Which pattern, and its last day.' }) input: EndShiftPatternInput, @Ctx() context: RequestContext): Promise<EndShiftPatternPayload> {
    const { id, userErrors } = await mutate(context, { operation: 'endShiftPattern', input, boundary: 'organization' }, (tx) => endShiftPattern(tx, input));
    return { shiftPattern: id ? await context.em.findOne(ShiftPattern, { id }, { refresh: true }) : null, userErrors };
  }
}
