import { parseArgs } from 'node:util';
import { attacks } from '@samspil/sdk/testing';
import type { AttackCase } from '@samspil/sdk/testing';
import { openChromium } from '../engines/chromium.ts';
import type { RangeVariant } from './open-range.ts';
import { runCorpus } from './run-corpus.ts';
import { WEAKENINGS } from './mutants/weakenings.ts';

const { values } = parseArgs({
  options: { host: { type: 'string' }, only: { type: 'string' }, show: { type: 'boolean' } },
});
const variants = ['none', 'bare', 'headers-off', 'pkce-off', ...Object.keys(WEAKENINGS)];
const variant = values.host ?? 'none';
if (!variants.includes(variant)) {
  console.error(`--host takes one of: ${variants.join(', ')}.`);
  process.exit(2);
}
const { only } = values;
// A workplace with one thing switched off is there for the cases that this thing rejects.
const isForAll = variant === 'none' || variant === 'bare';
const isWanted = ({ id, threat, control }: AttackCase) =>
  (isForAll || control === variant) && (only === undefined || id.startsWith(only) || String(threat) === only);
if (!attacks.some(isWanted)) {
  console.error('--only takes the id of an attack, the beginning of one, or the number of a row.');
  process.exit(2);
}

const driver = await openChromium();
const escapes: string[] = [];
const results = await runCorpus({
  driver,
  variant: variant as RangeVariant,
  only: isWanted,
  onResult({ id, escaped, durationMs, evidence }, { title }) {
    if (values.show) console.log(JSON.stringify({ ...evidence, storage: undefined }, null, 1));
    const time = `${Math.round(durationMs)} ms`;
    console.log(
      escaped === undefined
        ? `rejected  ${id}  ${title} (${time})`
        : `ESCAPED   ${id}  ${title}: ${escaped} (${time})`,
    );
    if (escaped !== undefined) escapes.push(id);
  },
}).finally(() => driver.close());

/** What `host-security.md` 1.1 says a bare `comlink.expose` lets through. */
const KNOWN = [
  't01-proto-set',
  't01-function-constructor',
  't01-api-overwrite',
  't01-member-constructor',
  't01-unknown-handler',
  't01-throw-handler',
];
let isAsItShouldBe = escapes.length === 0;
if (variant !== 'none') {
  const expected =
    variant === 'bare' ? KNOWN : attacks.filter(({ control }) => control === variant).map(({ id }) => id);
  const missing = expected.filter(
    (id) => results.some((result) => result.id === id) && !escapes.includes(id),
  );
  console.log(`\nescapes of "${variant}": ${escapes.join(', ') || 'none'}`);
  if (missing.length > 0) console.log(`not shown: ${missing.join(', ')}`);
  isAsItShouldBe = missing.length === 0 && escapes.length > 0;
}
console.log(`${results.length} attacks, ${results.length - escapes.length} rejected`);
process.exit(isAsItShouldBe ? 0 : 1);
