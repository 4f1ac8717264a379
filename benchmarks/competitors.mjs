/**
 * The outbox and three other ways to write without a connection, under the same faults: layer 2 of the fault kit
 * (`tools/faults/kills`), a real Chromium before a journaling FHIR server, judged by the same oracle. What each adapter
 * does, and what each library never claimed, stands in `docs/benchmarks/offline.md`.
 *
 * `npm run bench -- competitors [--seeds 3] [--only tanstack,workbox] [--scenario "disk full"]
 * [--lanes 4]`: so many browsers at the same time; much of a run is waiting.
 */
import { parseArgs } from 'node:util';
import { SYSTEMS } from './competitors/systems.mjs';
import { SCENARIOS } from './competitors/run/scenarios.mjs';
import { play } from './competitors/run/play.mjs';
import { brokenIn, invariantTable, scenarioTable } from './competitors/verdicts.mjs';
import { figure } from './support/figure.mjs';

const { seeds, lanes, systems, scenarios } = argumentsOf(process.argv.slice(2));
const compared = await Promise.all(
  systems.map(async (system) => ({
    ...system,
    title: await system.title(),
    scripts: await system.scripts(),
  })),
);
const waiting = compared.flatMap((system) =>
  scenarios.flatMap((scenario) =>
    Array.from({ length: seeds }, (_, index) => ({ system, scenario, seed: index + 1 })),
  ),
);
const runs = [];
await Promise.all(
  Array.from({ length: lanes }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) runs.push(await named(next));
  }),
);
const place = ({ scenario, seed }) => scenarios.findIndex(({ name }) => name === scenario) * 100 + seed;
runs.sort((a, b) => place(a) - place(b));
const missed = runs.filter(({ isPlayed }) => !isPlayed);
for (const { system, scenario, seed } of missed)
  console.log(`not reached: ${system}, ${scenario}, seed ${seed}`);
console.log(
  `\n${new Date().toISOString().slice(0, 10)}, ${runs[0].browser}, ${seeds} seeds, ${runs.length} runs\n`,
);
console.log(`${invariantTable(compared, runs)}\n\n${scenarioTable(compared, runs)}\n`);
for (const { name, inapplicable } of compared) {
  for (const [invariant, why] of Object.entries(inapplicable))
    console.log(`n/a: ${name}, ${invariant}: ${why}`);
  const own = runs.filter(({ system }) => system === name);
  const breaches = own.filter(({ isPlayed }) => isPlayed).map(brokenIn);
  const broken = breaches.filter(({ length }) => length > 0).length;
  // Whoever stores in clear breaks I6 in every run, which would hide the rest.
  const others = breaches.filter((invariants) => invariants.some((invariant) => invariant !== 'I6')).length;
  if (name === 'samspil') figure('violations-samspil', broken, 'runs', ['<=', 0]);
  else console.log(`violations of ${name}: ${broken} of ${own.length} runs, of others than I6: ${others}`);
}
if (missed.some(({ system }) => system === 'samspil')) process.exitCode = 1;

async function named({ system, scenario, seed }) {
  const { name } = system;
  const again = (error) => {
    console.log(
      `${name}, ${scenario.name}, seed ${seed}: played again, the harness failed: ${error.message}`,
    );
    return play(system.scripts, scenario, seed);
  };
  // SIGKILL to every renderer also hits the one that Chromium keeps ready for the next tab, now and then.
  const run = await play(system.scripts, scenario, seed).catch(again);
  const told = { ...run, system: name, scenario: scenario.name, seed, stakes: scenario.stakes };
  console.log(
    `${name}, ${scenario.name}, seed ${seed}: ${brokenIn(told).join(' ') || 'kept'} (${run.promised} promised)`,
  );
  for (const { invariant, what } of run.violations) console.log(`  ${invariant}: ${what}`);
  return told;
}

function argumentsOf(args) {
  let values;
  try {
    const text = { type: 'string' };
    ({ values } = parseArgs({ args, options: { seeds: text, lanes: text, only: text, scenario: text } }));
  } catch (error) {
    refuse(error.message);
  }
  const { seeds: count = '3', lanes = '4' } = values;
  if (![count, lanes].every((number) => /^[1-9]\d?$/.test(number)))
    refuse('--seeds and --lanes are whole numbers from 1 to 99.');
  const names = values.only?.split(',') ?? SYSTEMS.map(({ name }) => name);
  const unknown = names.filter((name) => !SYSTEMS.some((system) => system.name === name));
  if (unknown.length > 0) refuse(`No system is called ${unknown.join(', ')}.`);
  const scenarios = SCENARIOS.filter(({ name }) => [undefined, name].includes(values.scenario));
  if (scenarios.length === 0) refuse(`No scenario is called "${values.scenario}".`);
  const systems = SYSTEMS.filter(({ name }) => names.includes(name));
  return { seeds: Number(count), lanes: Number(lanes), systems, scenarios };
}

function refuse(sentence) {
  console.error(sentence);
  console.error(
    `Allowed: --seeds N, --lanes N, --only ${SYSTEMS.map(({ name }) => name).join(',')}, --scenario NAME.`,
  );
  process.exit(2);
}
