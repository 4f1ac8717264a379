/**
 * What the guard costs: a call over the guarded bridge ÷ a round trip over the bare port, in a real browser, from a frame
 * on another site, the payload going both ways. comlink and penpal beside it, for comparison.
 *
 * The ways take turns in batches: long ones where a call is short, since `performance.now()` is no finer than 0.1 ms, and
 * short ones where it is long, so that a moment in which the machine is busy elsewhere hits all ways.
 * Quantiles are over batches, in milliseconds a call.
 */
import { bundleOf } from './bridge/payloads.mjs';
import { openTwoSites } from './bridge/two-sites.mjs';
import { figure } from './support/figure.mjs';

const PLAN = [
  { name: 'small', bar: 1.3, payload: 'Observation/pulse', warmUp: 400, rounds: 120, callsInBatch: 100 },
  { name: '1kb', bar: 1.3, payload: bundleOf(1_000), warmUp: 400, rounds: 120, callsInBatch: 100 },
  { name: '10kb', bar: 1.3, payload: bundleOf(10_000), warmUp: 200, rounds: 200, callsInBatch: 40 },
  { name: '100kb', bar: 1.1, payload: bundleOf(100_000), warmUp: 60, rounds: 300, callsInBatch: 4 },
];

const sites = await openTwoSites({ host: 'host-page.mjs', plugin: 'plugin-page.mjs' });
try {
  await sites.page.goto(sites.url('localhost', 'host'));
  const plan = PLAN.map(({ bar: _, ...load }) => load);
  const { times, longestHostTaskMs } = await sites.page.evaluate(
    ([frameUrl, given]) => globalThis.measureBridge(frameUrl, given),
    [sites.url('127.0.0.1', 'plugin'), plan],
  );
  console.log(`Chromium ${sites.version}; longest task of the host page ${longestHostTaskMs} ms`);
  for (const { name, payload, callsInBatch } of PLAN) {
    console.log(`${name}: ${JSON.stringify(payload).length} bytes as JSON, batches of ${callsInBatch} calls`);
    for (const [way, ofBatches] of Object.entries(times[name])) console.log(row(way, ofBatches));
  }
  for (const { name, bar } of PLAN) {
    const { raw, guarded, comlink, penpal } = times[name];
    figure(`bridge-guarded-vs-raw-${name}`, p(guarded, 50) / p(raw, 50), 'ratio', ['<=', bar]);
    figure(`bridge-comlink-vs-raw-${name}`, p(comlink, 50) / p(raw, 50), 'ratio');
    figure(`bridge-penpal-vs-raw-${name}`, p(penpal, 50) / p(raw, 50), 'ratio');
  }
} finally {
  await sites.close();
}

function row(way, ofBatches) {
  const quantiles = [50, 95, 99].map((q) => `p${q} ${p(ofBatches, q).toFixed(4)}`);
  return `  ${way.padEnd(8)} ${quantiles.join('  ')} ms  n ${ofBatches.length}`;
}

/** The nearest-rank quantile. */
function p(values, quantile) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((quantile / 100) * sorted.length) - 1)];
}
