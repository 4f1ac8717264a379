import { median } from './median.mjs';

/**
 * The sides take turns, so that whatever else the machine does slows both alike; the first rounds only warm up. Prints
 * what was found and gives the medians, in milliseconds.
 * @template {string} N
 * @param {number} count rounds in all
 * @param {number} warmUp of them
 * @param {Record<N, () => Promise<number>>} sides
 * @returns {Promise<Record<N, number>>}
 */
export async function rounds(count, warmUp, sides) {
  const times = Object.fromEntries(Object.keys(sides).map((name) => [name, []]));
  for (let round = 0; round < count; round++)
    for (const [name, measure] of Object.entries(sides)) {
      const ms = await measure();
      if (round >= warmUp) times[name].push(ms);
    }
  for (const [name, list] of Object.entries(times)) show(name, list);
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
}

/** Prints how a list of times is spread. */
export function show(name, times) {
  const at = (share) => percentile(times, share).toFixed(1);
  console.log(`  ${name.padEnd(12)} p50 ${at(0.5)} p95 ${at(0.95)} ms of ${times.length}`);
}

/** @param {number[]} times at least one */
export function percentile(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
