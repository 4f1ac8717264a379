/** `tools/soak.mjs` runs this. */
import { parseArgs } from 'node:util';
import type { Footprint } from './device.ts';
import { runSoak } from './run-soak.ts';

const { values } = parseArgs({ options: { saves: { type: 'string' }, seed: { type: 'string' } } });
const mebibytesOf = (bytes: number) => bytes / 1024 / 1024;
const mebibytes = (bytes: number) => mebibytesOf(bytes).toFixed(1);

const { promised, lost, doubled, stuck, struck, kills, footprints } = await runSoak({
  saves: Number(values.saves),
  seed: Number(values.seed),
  onTenth: (tenth, { memory, storage, disk, contents }, count) =>
    console.log(
      `${tenth}/10: ${count} acknowledged, memory ${mebibytes(memory)} MiB, rows ${contents.rows} of ${mebibytes(contents.bytes)} MiB, storage ${mebibytes(storage)} MiB, disk ${mebibytes(disk)} MiB`,
    ),
});
console.log(
  `faults: ${[...struck].map(([fault, times]) => `${fault} ${times}`).join(', ') || 'none'}; kills ${kills}`,
);

let isGood = true;
function figure(name: string, value: number, unit: string, bar: number): void {
  const isOk = value <= bar;
  isGood &&= isOk;
  const shown = Number.isInteger(value) ? String(value) : value.toFixed(2);
  console.log(`figure: ${name} ${shown} ${unit} (bar ${bar}) ${isOk ? 'ok' : 'short'}`);
}
const most = (of: (footprint: Footprint) => number, part: readonly Footprint[] = footprints): number =>
  Math.max(...part.map(of));
/** The most of the second half beside the most of the first. */
const growth = (of: (footprint: Footprint) => number): number => {
  const half = footprints.length / 2;
  return most(of, footprints.slice(half)) / most(of, footprints.slice(0, half));
};
console.log(`${promised} saves were acknowledged`);
figure('soak-not-acknowledged', Number(values.saves) - promised, 'saves', 0);
figure('soak-lost', lost, 'saves', 0);
figure('soak-doubled', doubled, 'effects', 0);
figure('soak-stuck', stuck, 'saves', 0);
figure(
  'soak-memory-growth',
  growth(({ memory }) => memory),
  'times',
  1.5,
);
// What is in the databases may not grow at all. What the disk takes for it goes up and down with the browser's tidying: a
// log of four megabytes, tables that still hold what was overwritten, and our own reserve of four.
figure(
  'soak-rows-growth',
  growth(({ contents }) => contents.rows),
  'times',
  1.1,
);
figure(
  'soak-content-growth',
  growth(({ contents }) => contents.bytes),
  'times',
  1.1,
);
figure(
  'soak-storage-most',
  most(({ storage }) => mebibytesOf(storage)),
  'MiB',
  32,
);
process.exit(isGood ? 0 : 1);
