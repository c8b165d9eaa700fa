import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from './check-boundaries.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'doorstep-boundaries-'));
  for (const folder of ['api/src', 'sdk/src', 'widgets/src']) mkdirSync(path.join(root, folder), { recursive: true });
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
}

/** The one violation of a tree with this one import in it. */
function rulingOn(file: string, text: string): string {
  write({ [file]: text });
  const violations = findViolations(root);
  expect(violations).toHaveLength(1);
  expect(violations[0]?.file).toBe(file);
  return violations[0]?.rule ?? '';
}

describe('a right tree', () => {
  it('passes: each kind on what it may use, each slice on those before it, wiring on all', () => {
    write({
      'api/src/shared/time.ts': `import { DateTime } from 'luxon';`,
      'api/src/optimizer/operators/swap.ts': `import '../problem.ts'; import { km } from '../../shared/geo.ts';`,
      'api/src/platform/database/open-database.ts': `import { MIGRATIONS } from '../../../migrations/index.ts';\nimport { DAY } from '../../shared/time.ts';`,
      'api/src/orders/delivery.rules.ts': `import { DAY } from '../shared/time.ts';\nimport { area } from '../network/territory.rules.ts';`,
      'api/src/orders/order.entity.ts': `import { Depot } from '../network/depot.entity.ts';\nimport { row } from '../platform/database/row.ts';`,
      'api/src/orders/order.resolver.ts': `import { cancelOrder } from './cancel-order.ts';\nimport { Order } from './order.type.ts';`,
      'api/src/routes/plan-day.ts': `import { solve } from '../optimizer/solve.ts';\nimport type { TravelTimes } from './travel-times.port.ts';`,
      'api/src/routes/plan-day.test.ts': `import { createApp } from '../app.ts';`,
      'api/src/routes/day-plan.job.ts': `import { planDay } from './plan-day.ts';`,
      'api/src/adapters/travel-times/straight-line.ts': `import type { TravelTimes } from '../../routes/travel-times.port.ts';`,
      'api/src/app.ts': `import { planDay } from './routes/plan-day.ts';\nimport './adapters/travel-times/straight-line.ts';`,
      'sdk/src/client.ts': `import { send } from './transport.ts';`,
      'widgets/src/tracking/tracking.ts': `import { createDoorstep } from '@doorstep/sdk/browser';`,
    });
    expect(findViolations(root)).toEqual([]);
  });
});

describe('a wrong import is told with its file and the rule it breaks', () => {
  it('names the imported file', () => {
    write({ 'api/src/orders/delivery.rules.ts': `import { Order } from './order.entity.ts';` });
    expect(findViolations(root)).toEqual([
      {
        file: 'api/src/orders/delivery.rules.ts',
        imported: 'api/src/orders/order.entity.ts',
        rule: 'rules may import only shared, rules, and this is entity',
      },
    ]);
  });

  it.each([
    ['api/src/shared/time.ts', '../platform/config.ts', 'shared may import only shared, and this is platform'],
    ['api/src/optimizer/solve.ts', '../routes/route.rules.ts', 'optimizer may import only shared, optimizer, and this is rules'],
    ['api/src/optimizer/solve.ts', '../platform/config.ts', 'optimizer may import only shared, optimizer, and this is platform'],
    ['api/src/platform/jobs.ts', '../orders/order.entity.ts', 'platform may import only shared, platform, and this is entity'],
    ['api/src/platform/jobs.ts', '../app.ts', 'platform may import only shared, platform, and this is wiring'],
    ['api/src/orders/order.entity.ts', './order.type.ts', 'entity may import only shared, rules, entity, platform, and this is type'],
    ['api/src/orders/order.type.ts', './order.entity.ts', 'type may import only shared, rules, type, platform, and this is entity'],
    ['api/src/routes/stop.loader.ts', './plan-day.ts', 'loader may import only shared, rules, entity, loader, platform, and this is use case'],
    ['api/src/adapters/sms/twilio.ts', '../../orders/cancel-order.ts', 'adapters may import only shared, rules, port, platform, adapters, and this is use case'],
  ])('%s on %s', (file, imported, rule) => {
    expect(rulingOn(file, `import { thing } from '${imported}';`)).toBe(rule);
  });

  it('a use case on a resolver, an adapter or a job: nothing calls back up', () => {
    for (const imported of ['./order.resolver.ts', '../adapters/sms/twilio.ts', './order.job.ts']) {
      expect(rulingOn('api/src/orders/cancel-order.ts', `import '${imported}';`)).toMatch(/^use case may import only/);
    }
  });

  it('a slice on one that comes after it', () => {
    expect(rulingOn('api/src/orders/cancel-order.ts', `import { releasePlace } from '../promise/release-hold.ts';`)).toBe(
      'slices point one way: orders comes before promise; use an event or a port',
    );
  });

  it('a folder that is no slice', () => {
    expect(rulingOn('api/src/helpers/string.ts', '')).toContain('the folder is no slice');
  });

  it('the SDK or a widget on the server', () => {
    const rule = 'the SDK and the widgets know the server only by schema.graphql, never by its code';
    expect(rulingOn('sdk/src/client.ts', `import type { Order } from '../../api/src/orders/order.type.ts';`)).toBe(rule);
    rmSync(path.join(root, 'sdk/src/client.ts'));
    expect(rulingOn('widgets/src/tracking/tracking.ts', `import { Order } from '@doorstep/api';`)).toBe(rule);
  });
});

it.each([
  ['over several lines', `import {\n  releasePlace,\n  type Hold,\n} from '../promise/release-hold.ts';`],
  ['of types', `import type { Hold } from '../promise/release-hold.ts';`],
  ['as a re-export', `export * from '../promise/release-hold.ts';`],
  ['for effect', `import '../promise/release-hold.ts';`],
  ['when called for', `const { releasePlace } = await import('../promise/release-hold.ts');`],
])('sees an import %s', (_, text) => {
  expect(rulingOn('api/src/orders/cancel-order.ts', text)).toContain('slices point one way');
});
