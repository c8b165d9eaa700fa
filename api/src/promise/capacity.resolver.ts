import { IsolationLevel } from '@mikro-orm/postgresql';
import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { serviceLevelLoader } from '../network/service-level.loader.ts';
import { ServiceLevelType } from '../network/service-level.type.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { LocalDate } from '../platform/graphql/scalars.ts';
import { DayCapacity, WindowCapacity } from './capacity.type.ts';
import { depotCapacity, type DayCapacityData } from './depot-capacity.ts';

/** Cost points of a day: its plan is read and some thousands of insertions are tried. */
const POINTS_A_DAY = 300;

@Resolver(() => WindowCapacity)
export class CapacityResolver {
  @Query(() => [DayCapacity], {
    nullable: true,
    complexity: ({ args, childComplexity }) => Math.max(1, Number(args['days'])) * (POINTS_A_DAY + childComplexity),
    description: 'What a depot has promised day by day, and what still fits by window and area, tried on the plans as they are. Null without such a depot. Scope `plan:read`.',
  })
  @Authorized<Scope>('plan:read')
  async depotCapacity(
    @Arg('depotId', () => ID, { description: 'The depot.' }) depotId: string,
    @Arg('from', () => LocalDate, { description: 'First service day.' }) from: string,
    @Arg('days', () => Int, { defaultValue: 1, description: '1 to 7 days.' }) days: number,
    @Ctx() { em, server }: RequestContext,
  ): Promise<DayCapacity[] | null> {
    // Routes and their stops must be of one version.
    const found = await em.transactional((snapshot) => depotCapacity({ server, em: snapshot }, { depotId, from, days }), { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true });
    return found && found.map(dayCapacityOf);
  }

  @FieldResolver(() => ServiceLevelType)
  serviceLevel(@Root() { serviceLevelId }: WindowCapacity, @Ctx() context: RequestContext): Promise<ServiceLevelType | null> {
    return loaderOf(context, serviceLevelLoader).load(serviceLevelId);
  }
}

function dayCapacityOf({ vanSeconds, spareVanSeconds, windows, demand, ...day }: DayCapacityData): DayCapacity {
  const { neededVanSeconds, ...rest } = demand;
  return {
    ...day, vanTime: vanSeconds, spareVanTime: spareVanSeconds, demand: { ...rest, neededVanTime: neededVanSeconds },
    windows: windows.map(({ start, end, timeZone, areas, ...window }) => ({ ...window, areas, openAreas: areas.filter(({ fits }) => fits > 0).length, window: { start, end, timeZone } })),
  };
}
