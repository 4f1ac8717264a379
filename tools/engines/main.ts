/** `tools/engines.mjs` runs this, with arguments that it has looked at. */
import { writeFile } from 'node:fs/promises';
import { runAttacks } from './attacks.ts';
import { differing, showElements } from './elements.ts';
import { findEngines } from './find-engines.ts';
import { runKills } from './kills/run-kills.ts';
import { EMBEDDINGS, measureStalls } from './stalls.ts';
import { runStory } from './story/run-story.ts';

/** What counts as standing still. A third of the time that the frame spins. */
const STALLED_MS = 1_000;

const [suite, kills, ...names] = process.argv.slice(2);
const wanted = findEngines().filter(({ name }) => names.length === 0 || names.includes(name));
const measured: Record<string, unknown> = {};
let isGood = true;
/** What the first engine that ran shows of the elements. */
let first: ReadonlyMap<string, string> | undefined;
for (const engine of wanted) {
  if (engine.missing.length > 0) {
    console.log(
      `\n${engine.name} is skipped: it is not installed. apt-get install ${engine.missing.join(' ')}`,
    );
    continue;
  }
  if (suite === 'story') isGood = (await runStory(engine)) && isGood;
  else if (suite === 'faults') isGood = (await runKills(engine, Number(kills))) && isGood;
  else if (suite === 'attacks') isGood = (await runAttacks(engine)) && isGood;
  else if (suite === 'elements') isGood = (await tellElements(engine)) && isGood;
  else await tellStalls(engine);
}
if (wanted.every(({ missing }) => missing.length > 0)) isGood = false;
if (suite === 'stalls' && process.env['SAMSPIL_WRITE_RESULTS'])
  await writeFile(new URL('results.json', import.meta.url), `${JSON.stringify(measured, null, 2)}\n`);
process.exit(isGood ? 0 : 1);

/** Engines may write a date or a number in their own way; nobody decides by script whether that is right. */
async function tellElements(engine: (typeof wanted)[number]): Promise<boolean> {
  const shown = await showElements(engine);
  for (const each of first ? differing(first, shown.texts) : []) console.log(`  otherwise here: ${each}`);
  first ??= shown.texts;
  return shown.isGood;
}

async function tellStalls(engine: (typeof wanted)[number]): Promise<void> {
  const driver = await engine.open();
  console.log(`\n— ${driver.name} —`);
  try {
    const stalls = await measureStalls(driver);
    measured[engine.name] = { version: driver.name, stalls };
    for (const embedding of EMBEDDINGS) {
      const isIsolated = stalls[embedding] < STALLED_MS;
      console.log(
        `figure: stall-${engine.name}-${embedding} ${stalls[embedding]} ms ${isIsolated ? 'isolated' : 'shared'}`,
      );
    }
  } finally {
    await driver.close();
  }
}
