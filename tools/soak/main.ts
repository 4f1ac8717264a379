/** `tools/soak.mjs` runs this. */
import { parseArgs } from 'node:util';
import type { Footprint } from './device.ts';
import { runSoak } from './run-soak.ts';

const { values } = parseArgs({ options: { saves: { type: 'string' }, seed: { type: 'string' } } });
const mebibytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);

const { promised, lost, doubled, stuck, struck, kills, footprints } = await runSoak({
  saves: Number(values.saves),
  seed: Number(values.seed),
  onTenth: (tenth, { memory, storage, disk }, count) =>
    console.log(
      `${tenth}/10: ${count} acknowledged, memory ${mebibytes(memory)} MiB, storage ${mebibytes(storage)} MiB, disk ${mebibytes(disk)} MiB`,
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
/** The most of the second half beside the most of the first: a database is compacted when it likes, so it goes up and down. */
const growth = (of: (footprint: Footprint) => number): number => {
  const half = footprints.length / 2;
  const most = (part: readonly Footprint[]) => Math.max(...part.map(of));
  return most(footprints.slice(half)) / most(footprints.slice(0, half));
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
figure(
  'soak-storage-growth',
  growth(({ storage }) => storage),
  'times',
  1.5,
);
process.exit(isGood ? 0 : 1);
