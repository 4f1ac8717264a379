/**
 * `npm run faults -- --histories 10000 --kills 160 [--seed N] [--replay FILE]`.
 *
 * Histories: the outbox goes through saves, crashes, sign-ins and faults of store and network in virtual time; beside them
 * downloads from a server whose commits show late. Kills: a real Chromium is killed at failpoints, before a server with
 * faults. The server's journal judges both. Prints `histories N, violations N`, `kills N, violations N` and
 * `mutants N, caught N`; a violation prints its seed and the file to replay it from. Without numbers: 500 histories.
 */
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ROOT, installIfMissing } from './install.mjs';
import { buildFaults } from './faults/build.mjs';
import { runMutants } from './faults/run-mutants.mjs';

const { histories, kills, seed, replay: file } = argumentsOf(process.argv.slice(2));
installIfMissing();
if (file) process.exit(await replayed(file));
let isGood = true;
if (histories > 0) {
  isGood = (await playHistories()) && isGood;
  isGood = (await playDownloads()) && isGood;
}
if (kills > 0) isGood = playKills(['--kills', String(kills), '--seed', String(seed)]) && isGood;
if (histories > 0) isGood = (await findMutants()) && isGood;
process.exit(isGood ? 0 : 1);

async function playHistories() {
  const { explore } = await buildFaults();
  const { failed, failures, promised, effects } = await explore({ histories, seed });
  for (const failure of failures) await tell(failure, `faults-${seed}-${failure.path.split(':', 1)[0]}.json`);
  console.log(`${promised} saves were promised, the server made ${effects} versions of them`);
  console.log(`histories ${histories}, violations ${failed}`);
  return failed === 0;
}

async function playDownloads() {
  const { exploreDownloads } = await buildFaults();
  const { failed, failure, downloads, versions } = await exploreDownloads({ histories, seed });
  if (failure) await tell(failure, `downloads-${seed}.json`);
  console.log(`${downloads} downloads brought ${versions} versions`);
  console.log(`download histories ${histories}, violations ${failed}`);
  return failed === 0;
}

function playKills(args) {
  const flags = ['--conditions=samspil-source', '--import', 'tsx', 'tools/faults/kills/main.ts'];
  const { status } = spawnSync(process.execPath, [...flags, ...args], { cwd: ROOT, stdio: 'inherit' });
  return status === 0;
}

async function findMutants() {
  const mutants = await runMutants(seed);
  for (const { name, caughtBy } of mutants) if (!caughtBy) console.log(`not caught: ${name}`);
  const caught = mutants.filter(({ caughtBy }) => caughtBy);
  console.log(`mutants ${mutants.length}, caught ${caught.length}`);
  return caught.length === mutants.length;
}

async function tell(failure, path) {
  await writeFile(path, `${JSON.stringify(failure, null, 2)}\n`);
  for (const { invariant, what } of failure.violations) console.log(`${invariant}: ${what}`);
  console.log(`  seed ${seed}, replay: npm run faults -- --replay ${path}`);
}

async function replayed(path) {
  const { plan, history, download } = JSON.parse(await readFile(path, 'utf8'));
  if (plan) return playKills(['--replay', path]) ? 0 : 1;
  const { replay, replayDownloads } = await buildFaults();
  for (const step of (history ?? download).steps) console.log(JSON.stringify(step));
  const { violations } = history ? await replay(history) : await replayDownloads(download);
  for (const { invariant, what } of violations) console.log(`${invariant}: ${what}`);
  if (violations.length === 0) console.log('no violation');
  return violations.length > 0 ? 1 : 0;
}

function argumentsOf(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        histories: { type: 'string' },
        kills: { type: 'string' },
        seed: { type: 'string', default: '1' },
        replay: { type: 'string' },
      },
    }));
  } catch (error) {
    refuse(error.message);
  }
  const isNothingAsked = values.histories === undefined && values.kills === undefined;
  const histories = Number(values.histories ?? (isNothingAsked ? 500 : 0));
  const kills = Number(values.kills ?? 0);
  const seed = Number(values.seed);
  const isCount = (text) => text === undefined || /^[1-9]\d*$/.test(text);
  if (!isCount(values.histories) || !isCount(values.kills) || !Number.isInteger(seed))
    refuse('--histories and --kills are whole numbers of at least 1, --seed is a whole number.');
  return { histories, kills, seed, replay: values.replay };
}

function refuse(sentence) {
  console.error(sentence);
  console.error('Allowed: --histories N, --kills N, --seed N, --replay FILE.');
  process.exit(2);
}
