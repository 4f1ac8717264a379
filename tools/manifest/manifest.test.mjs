import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { literalTypes, writeOut } from './literal-types.mjs';
import { manifestFaults } from './manifest-faults.mjs';
import { COMPONENTS, publicElements } from './public-elements.mjs';
import { reachableFrom } from './reachable.mjs';
import { sharedProperties, withPropertiesWrittenOut } from './shared-properties.mjs';

const committed = () => JSON.parse(readFileSync(join(COMPONENTS, 'custom-elements.json'), 'utf8'));
const banner = publicElements().find(({ name }) => name === 'patient-banner');
const textsOf = (source) => reachableFrom(source).values();
const faultsAfter = (change) => {
  const manifest = committed();
  change(
    manifest.modules
      .flatMap(({ declarations }) => declarations)
      .find(({ tagName }) => tagName === banner.tag),
  );
  return manifestFaults([banner], manifest, textsOf);
};

test('the manifest that is published says everything of the patient banner', () => {
  assert.deepEqual(
    faultsAfter(() => undefined),
    [],
  );
});

test('an element without a summary is a fault that names it', () => {
  const faults = faultsAfter((element) => delete element.summary);
  assert.deepEqual(faults, ['samspil-patient-banner: its doc-block has no @summary.']);
});

test('a part that the templates have and the doc-block has not is a fault', () => {
  const faults = faultsAfter((element) => {
    element.cssParts = element.cssParts.filter(({ name }) => name !== 'identity');
  });
  assert.deepEqual(faults, ['samspil-patient-banner: part identity is not described (@csspart).']);
});

test('an element that is registered and not described is a fault', () => {
  const element = { ...banner, tag: 'samspil-absent', className: 'SamspilAbsent' };
  assert.deepEqual(manifestFaults([element], committed(), textsOf), ['samspil-absent is not in it.']);
});

test('shared properties are written out where they are named and where they are spread', () => {
  const constants = sharedProperties(['export const thingProperties = {\n  locale: {},\n} as const;']);
  const writtenOut = withPropertiesWrittenOut(constants);
  assert.match(
    writtenOut('static override properties = thingProperties;'),
    /properties = \{\s*locale: \{\},\}/,
  );
  assert.match(writtenOut('{ ...thingProperties, name: {} }'), /\{\s*locale: \{\}, name: \{\} \}/);
});

test('a named choice of words is written out as the words', () => {
  const types = literalTypes(["export type Period = '24h' | 'all';"]);
  assert.equal(writeOut('Period | undefined', types), "'24h' | 'all' | undefined");
});
