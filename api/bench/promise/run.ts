import 'reflect-metadata';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { compareSelling } from './compare/run-comparison.ts';
import { measureServer } from './measure-server.ts';
import { Report } from './report.ts';
import { generatedTown, readTown } from './town.ts';

const HELP = `npm run bench:promise -- [options]
  --addresses path    a file in the form of the OpenAddresses project, or a folder of such; without it a generated town
  --deliveries 1000   booked a day
  --vans 50
  --days 7
  --seconds 20        how long quotes, and the simplest query, are asked for
  --shoppers 2000     of the day that is sold by counters and by proof
  --compare-vans 20   of that day
  --only part         server, or selling
  --seed 1
  --profile folder    writes a CPU profile of the server there`;

const { values } = parseArgs({
  options: {
    addresses: { type: 'string' }, deliveries: { type: 'string', default: '1000' }, vans: { type: 'string', default: '50' }, days: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' },
    shoppers: { type: 'string', default: '2000' }, 'compare-vans': { type: 'string', default: '20' }, only: { type: 'string' }, profile: { type: 'string' }, help: { type: 'boolean' },
  },
});

if (values.help) console.log(HELP);
else {
  const [deliveries, vans, days, seconds, seed] = [values.deliveries, values.vans, values.days, values.seconds, values.seed].map(Number) as [number, number, number, number, number];
  const town = values.addresses === undefined ? generatedTown(seed) : await readTown(values.addresses);
  console.log(`Town: ${town.name}. Machine: ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}.`);
  const report = new Report({ town: town.name, deliveries, vans, days, shoppers: Number(values.shoppers), compareVans: Number(values['compare-vans']), seed });
  if (values.only !== 'selling') await measureServer(report, { town, deliveries, vans, days, seconds, seed, profile: values.profile });
  if (values.only !== 'server') await compareSelling(report, { town, shoppers: Number(values.shoppers), vans: Number(values['compare-vans']), seed });
  report.printJson();
}
