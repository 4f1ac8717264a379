import { writeFile } from 'node:fs/promises';
import { attacks } from '@samspil/sdk/testing';
import { runCorpus } from '../attack-range/run-corpus.ts';
import { findEngines } from './find-engines.ts';
import { runKills } from './kills/run-kills.ts';
import { EMBEDDINGS, measureStalls } from './stalls.ts';

/** What counts as standing still. A third of the time that the frame spins. */
const STALLED_MS = 1_000;

const [suite, ...names] = process.argv.slice(2);
if (suite !== 'attacks' && suite !== 'stalls' && suite !== 'faults') {
  console.error('Run: npm run engines -- attacks|stalls|faults [chromium|firefox|webkit …]');
  process.exit(2);
}
const wanted = findEngines().filter(({ name }) => names.length === 0 || names.includes(name));
const missing = wanted.flatMap((engine) => engine.missing);
if (missing.length > 0) {
  console.error(`Missing for some engines. Install with: apt-get install ${[...new Set(missing)].join(' ')}`);
}
const measured: Record<string, unknown> = {};
let isGood = missing.length === 0;
for (const engine of wanted.filter((candidate) => candidate.missing.length === 0)) {
  if (suite === 'faults') {
    if (engine.launch) isGood = (await runKills(engine.name, engine.launch, engine.kills)) && isGood;
    else console.log(`\n— ${engine.name} — its profile does not outlive it under automation: no kills`);
    continue;
  }
  const driver = await engine.open();
  console.log(`\n— ${driver.name} —`);
  try {
    if (suite === 'stalls') {
      const stalls = await measureStalls(driver);
      measured[engine.name] = { version: driver.name, stalls };
      for (const embedding of EMBEDDINGS) {
        const isIsolated = stalls[embedding] < STALLED_MS;
        console.log(
          `figure: stall-${engine.name}-${embedding} ${stalls[embedding]} ms ${isIsolated ? 'isolated' : 'shared'}`,
        );
      }
    } else {
      const isRunnable = ({ needs = [] }: { needs?: readonly string[] }) =>
        engine.name === 'chromium' || !needs.includes('chromium');
      const results = await runCorpus({
        driver,
        only: isRunnable,
        onResult: ({ id, escaped }) => escaped !== undefined && console.log(`ESCAPED   ${id}: ${escaped}`),
      });
      const rejected = results.filter(({ escaped }) => escaped === undefined).length;
      console.log(`${results.length} attacks, ${rejected} rejected`);
      console.log(
        `figure: attacks-${engine.name} ${rejected} of ${results.length} rejected (${attacks.length} in the corpus)`,
      );
      if (rejected !== results.length) isGood = false;
    }
  } finally {
    await driver.close();
  }
}
if (suite === 'stalls' && process.env['SAMSPIL_WRITE_RESULTS'])
  await writeFile(new URL('results.json', import.meta.url), `${JSON.stringify(measured, null, 2)}\n`);
process.exit(isGood ? 0 : 1);
