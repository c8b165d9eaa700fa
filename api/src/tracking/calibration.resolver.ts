import { Arg, Authorized, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Scope } from '../platform/auth/scopes.ts';
import type { RequestContext } from '../platform/context.ts';
import { LocalDate } from '../platform/graphql/scalars.ts';
import { Calibration } from './calibration.type.ts';
import { checkRange, reportCalibration } from './report-calibration.ts';

@Resolver(() => Calibration)
export class CalibrationResolver {
  @Query(() => Calibration, { description: 'Every band that was shown on the service days of a depot, held against when the visits began. At most 92 days. Scope `plan:read`.' })
  @Authorized<Scope>('plan:read')
  calibration(
    @Arg('depotId', () => ID, { description: 'The depot.' }) depotId: string,
    @Arg('from', () => LocalDate, { description: 'First service day.' }) from: string,
    @Arg('to', () => LocalDate, { description: 'Last service day, included.' }) to: string,
    @Ctx() { em }: RequestContext,
  ): Promise<Calibration> {
    return reportCalibration(em, checkRange({ depotId, from, to }));
  }
}
