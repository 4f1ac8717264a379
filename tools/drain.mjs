/**
 * `npm run drain -- --devices 10000 [--seed N]`: ten thousand devices, each with a few writes that were saved in a two-hour
 * outage, come back to a server with a rate limit, in virtual time. With the product's own pacing and without it: the peak,
 * the time until everything has arrived, and how evenly it went. Two ends of an outage: the server answers again (`server`), and
 * the network is there again, which every browser says in the same second (`network`).
 */
import { parseArgs } from 'node:util';
import { buildWithDefects } from './build-with-defects.mjs';
import { installIfMissing } from './install.mjs';

const { devices, seed } = numbersOf(process.argv.slice(2));
installIfMissing();
/** @type {typeof import('./drain/figures.ts')} */
const { drainFigures, isMet, lineOf } = await buildWithDefects('tools/drain/figures.ts');
const figures = drainFigures(devices, seed);
for (const figure of figures) console.log(lineOf(figure));
process.exit(figures.every(isMet) ? 0 : 1);

function numbersOf(given) {
  try {
    const { values } = parseArgs({
      args: given,
      options: { devices: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
    });
    const [devices, seed] = [Number(values.devices), Number(values.seed)];
    if (Number.isInteger(devices) && devices >= 50 && devices <= 100_000 && Number.isInteger(seed))
      return { devices, seed };
  } catch {
    // An option that does not exist, or one without its value.
  }
  console.error('Allowed: --devices N, a whole number from 50 to 100000, and --seed N, a whole number.');
  process.exit(2);
}
