import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScopeSet } from '../../fhir/scopes.ts';
import type { PluginManifest } from '../manifest/plugin-manifest.ts';
import type { Predicate } from '../manifest/predicate.ts';
import { memoryApprovals } from '../registry/approval/approval-store.ts';
import { approve } from '../registry/approval/approval.ts';
import { staticRegistry } from '../registry/static-registry.ts';
import { PluginRights } from './plugin-rights.ts';

const manifest: PluginManifest = {
  id: 'pulse',
  version: '1.0.0',
  api: '^1.0',
  title: { en: 'Pulse' },
  publisher: { name: 'Partner', contact: 'support@partner.example' },
  entry: { mode: 'frame', url: 'https://plugin.example/', origin: 'https://plugin.example' },
  contributes: [{ slot: 'patient.workspace', view: 'main' }],
  scopes: 'patient/Patient.r patient/Observation.crs',
  capabilities: ['notify', 'dirty', 'print'],
  permissions: ['camera'],
  opens: ['trend', 'letter'],
};

function rights(approvals?: ReturnType<typeof memoryApprovals>) {
  const facts = { patient: false, encounter: false, online: true, locale: 'da', flags: new Set(['trial']) };
  const made = new PluginRights({
    registry: staticRegistry([manifest]),
    ...(approvals && { approvals }),
    user: ScopeSet.parse('user/Observation.rs user/Patient.r'),
    ui: { notify: () => undefined },
    facts: () => facts,
    runtime: { now: () => 0 },
  });
  return { rights: made, facts };
}

test('in a workplace without approvals a plugin may what it asks for, the user may and the workplace can', () => {
  const { rights: of } = rights();
  assert.equal(of.admissionOf(manifest).ok, true);
  assert.equal(of.recordGrantOf(manifest).scopes.toString(), 'patient/Patient.r patient/Observation.rs');
  assert.deepEqual([...of.capabilitiesIn({}, manifest)], ['notify', 'dirty']);
  assert.deepEqual([...of.grantsOf(manifest).permissions], ['camera']);
});

test('with approvals nothing runs that nobody looked at, and what was approved is the most it gets', () => {
  const approvals = memoryApprovals();
  const { rights: of } = rights(approvals);
  const refused = of.admissionOf(manifest);
  assert.equal(!refused.ok && refused.code, 'needs-approval');
  let changes = 0;
  const stop = of.subscribe(() => (changes += 1));
  const limit = {
    scopes: 'patient/Patient.r',
    capabilities: ['dirty' as const],
    permissions: [],
    opens: ['trend'],
  };
  approvals.approve(approve(manifest, { approvedAt: 0, limit }));
  assert.equal(changes, 1);
  assert.equal(of.admissionOf(manifest).ok, true);
  assert.equal(of.recordGrantOf(manifest).scopes.toString(), 'patient/Patient.r');
  assert.deepEqual([...of.capabilitiesIn({}, manifest)], ['dirty']);
  const { permissions, opens } = of.grantsOf(manifest);
  assert.deepEqual([[...permissions], opens], [[], ['trend']]);
  const capabilities = of.capabilitiesIn({}, manifest);
  const standing = of.standingGrantsOf(manifest);
  approvals.approve(approve(manifest, { approvedAt: 1, limit: { capabilities: ['notify'], opens: [] } }));
  assert.equal(capabilities.has('dirty'), false, 'what is taken back is gone while it runs');
  assert.equal(capabilities.has('notify'), false, 'what is given later comes with the next load');
  assert.deepEqual(standing.opens, []);
  stop();
  approvals.withdraw('pulse');
  assert.equal(changes, 2);
  assert.equal(of.admissionOf(manifest).ok, false);
});

test('a condition holds or not by what is open now, and a scope by what was granted', () => {
  const { rights: of, facts } = rights();
  const applies = (when: Predicate) => of.applies(manifest, { slot: 'patient.summary', view: 'main', when });
  assert.equal(applies({ has: 'patient' }), false);
  facts.patient = true;
  assert.equal(applies({ has: 'patient' }), true);
  assert.equal(applies({ all: [{ flag: 'trial' }, { locale: 'da' }, { not: { online: false } }] }), true);
  assert.equal(applies({ scope: 'patient/Observation.r' }), true);
  assert.equal(applies({ scope: 'patient/Observation.c' }), false, 'the user may not create');
});
