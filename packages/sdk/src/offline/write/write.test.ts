import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import type { FhirResource, Observation, Patient } from 'fhir/r4';
import type { SamspilError } from '../../errors.ts';
import { pulse, writeOf } from '../../../test/offline/writes.ts';
import type { Entry } from '../entry.ts';
import { discarded, putBack } from './decisions.ts';
import { OPERATION_SYSTEM, hasIdentifierList, hasMark, markSearch, withMark } from './operation-mark.ts';
import { prepareWrite } from './prepare.ts';
import { LEASE_SYSTEM, PLUGIN_SYSTEM, provenanceOf } from './provenance.ts';

let counter = 0;
const context = {
  fhirBaseUrl: 'https://ehr.example/fhir',
  randomUUID: () => `00000000-0000-4000-8000-${String(++counter).padStart(12, '0')}`,
  isMadeHere: () => false,
};

const code = (expected: string) => (error: SamspilError) => error.code === expected;
const existing: Observation = { ...pulse(), id: '1', meta: { versionId: '3', tag: [{ code: 'ward' }] } };

test('a new resource gets an id and the operation identifier beside its own identifiers', () => {
  const own = { system: 'https://device.example', value: 'x' };
  const { writes } = prepareWrite(writeOf('op-1', { resources: [pulse({ identifier: [own] })] }), context);
  const [write] = writes;
  assert.equal(write?.isNew, true);
  assert.equal(write.reference, `Observation/${write.resource?.id}`);
  assert.deepEqual((write.resource as Observation).identifier, [
    own,
    { system: OPERATION_SYSTEM, value: 'op-1' },
  ]);
});

test('two resources of one type never share a mark, or a conditional create of one would match the other', () => {
  const { writes, provenance } = prepareWrite(writeOf('op-1', { resources: [pulse(), pulse()] }), context);
  assert.deepEqual(
    writes.map(({ mark }) => mark),
    ['op-1', 'op-1.2'],
  );
  assert.equal(provenance.mark, 'op-1');
});

test('a changed resource keeps its id, states its version and is tagged in place of an earlier operation', () => {
  const tagged = withMark(existing, 'op-0', false);
  const { writes } = prepareWrite(writeOf('op-1', { resources: [tagged] }), context);
  assert.equal(writes[0]?.reference, 'Observation/1');
  assert.equal(writes[0]?.baseVersionId, '3');
  assert.deepEqual(writes[0]?.resource?.meta?.tag, [
    { code: 'ward' },
    { system: OPERATION_SYSTEM, code: 'op-1' },
  ]);
  assert.equal('identifier' in (writes[0]?.resource ?? {}), false);
});

test('group names become references by the assigned ids', () => {
  const name = 'urn:uuid:0c1b7f1e-6f0f-4a52-9f5b-0d5f3b3f7a11';
  const resources = [pulse({ derivedFrom: [{ reference: name }] }), pulse({ id: name })];
  const { writes } = prepareWrite(writeOf('op-1', { resources }), context);
  assert.equal((writes[0]?.resource as Observation).derivedFrom?.[0]?.reference, writes[1]?.reference);
});

test('a request that can make no write is refused before anything is stored', () => {
  const refused: Partial<Parameters<typeof prepareWrite>[0]>[] = [
    { resources: [] },
    { operationId: '' },
    { operationId: 'has spaces' },
    { resources: [pulse({ id: '1' })] },
    { resources: [pulse({ id: '../1', meta: { versionId: '1' } })] },
    { resources: [pulse({ derivedFrom: [{ reference: 'urn:uuid:0c1b7f1e-6f0f-4a52-9f5b-0d5f3b3f7a11' }] })] },
  ];
  for (const overrides of refused) {
    assert.throws(
      () => prepareWrite(writeOf('op-1', overrides), context),
      code('rejected'),
      JSON.stringify(overrides),
    );
  }
});

test('I4: a resource about another patient is refused', () => {
  const resources = [pulse({ subject: { reference: 'Patient/somebody-else' } })];
  assert.throws(() => prepareWrite(writeOf('op-1', { resources }), context), code('wrong-patient'));
  const patient: Patient = { resourceType: 'Patient', id: 'x', meta: { versionId: '1' } };
  assert.throws(
    () => prepareWrite(writeOf('op-1', { resources: [patient] }), context),
    code('wrong-patient'),
  );
});

test('a change without a version is taken only for what this outbox made', () => {
  const resources = [pulse({ id: 'made-here' })];
  const { writes } = prepareWrite(writeOf('op-1', { resources }), { ...context, isMadeHere: () => true });
  assert.equal(writes[0]?.isNew, false);
  assert.equal(writes[0]?.baseVersionId, undefined);
});

test('the measured time comes from the resources and is not the time of sending', () => {
  const content = prepareWrite(writeOf('op-1'), context);
  assert.equal(content.measuredAt, '2026-01-15T08:30:00+01:00');
  const provenance = provenanceOf(content, ['Observation/1'], '2026-01-15T14:30:00.000Z');
  assert.equal(provenance.occurredDateTime, '2026-01-15T14:30:00.000Z');
  assert.equal(provenance.recorded, '2026-01-15T14:30:00.000Z');
});

test('the Provenance names clinician, plugin with version, lease and every target', () => {
  const content = prepareWrite(writeOf('op-1'), context);
  const provenance = provenanceOf(content, ['Observation/1', 'Observation/2'], '2026-01-15T14:30:00.000Z');
  assert.deepEqual(provenance.target, [{ reference: 'Observation/1' }, { reference: 'Observation/2' }]);
  const [author, assembler] = provenance.agent;
  assert.equal(author?.type?.coding?.[0]?.code, 'author');
  assert.equal(author?.who.reference, 'Practitioner/nurse');
  assert.equal(assembler?.type?.coding?.[0]?.code, 'assembler');
  assert.deepEqual(assembler?.who, {
    identifier: { system: PLUGIN_SYSTEM, value: 'dk.example.vitals|1.2.3' },
    display: 'Vitale værdier',
  });
  assert.deepEqual(provenance.entity, [
    { role: 'source', what: { identifier: { system: LEASE_SYSTEM, value: 'lease-1' } } },
  ]);
  assert.ok(hasMark(provenance, 'op-1'));
  assert.deepEqual(markSearch('Provenance', 'op-1'), ['_tag', `${OPERATION_SYSTEM}|op-1`]);
});

test('the list of types without a list of identifiers agrees with the R4 types', () => {
  const source = readFileSync(createRequire(import.meta.url).resolve('@types/fhir/r4.d.ts'), 'utf8');
  const interfaces = source.split(/\nexport interface /).slice(1);
  const resources = interfaces.filter((text) => /^\w+ extends (Domain)?Resource \{/.test(text));
  for (const text of resources) {
    const [, name = ''] = /^(\w+)/.exec(text) ?? [];
    if (name === 'DomainResource') continue;
    const body = text.slice(0, text.indexOf('\n}'));
    const [, type = ''] = /\n\s+identifier\??: (.*);/.exec(body) ?? [];
    assert.equal(hasIdentifierList(name), /\[\]|Array/.test(type), name);
  }
});

const entryOf = (state: Entry['row']['state'], theirs?: FhirResource[]): Entry => ({
  row: {
    sequence: 1,
    id: 'e',
    patientKey: 'k',
    state,
    storedAt: 0,
    fence: 1,
    sealed: { iv: new Uint8Array(12), data: new ArrayBuffer(0) },
  },
  content: {
    ...prepareWrite(writeOf('op-1', { resources: [existing] }), context),
    error: { code: 'conflict' },
    ...(theirs && { standings: theirs.map((one) => ({ reference: 'x', kind: 'changed', theirs: one })) }),
  },
});

test('I5: a write put back after a conflict is based on what it was, so that it is compared again', () => {
  const entry = entryOf('conflict', [{ ...existing, meta: { versionId: '5' } }]);
  const { content, patch } = putBack(entry);
  assert.deepEqual(content.writes, entry.content.writes);
  assert.equal(content.standings, undefined);
  assert.equal(content.error, undefined);
  assert.equal(patch.state, 'stored');
  assert.throws(() => putBack(entryOf('stored')), code('invalid-request'));
});

test('a write that is given up loses its resources and keeps the reason', () => {
  const { content } = discarded(entryOf('rejected'), 'entered for the wrong bed', 5);
  assert.equal(content.writes[0]?.resource, undefined);
  assert.deepEqual(content.discarded, { reason: 'entered for the wrong bed', at: 5 });
  assert.throws(() => discarded(entryOf('sending'), 'x', 5), code('invalid-request'));
});
