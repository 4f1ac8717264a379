import assert from 'node:assert/strict';
import { test } from 'node:test';
import VALID from '../../../test/fixtures/manifests/valid.json' with { type: 'json' };
import { openRegistrySite } from '../../../test/registry-site.ts';
import { ScopeSet } from '../../fhir/scopes.ts';
import { parseManifest } from '../manifest/parse-manifest.ts';
import type { PluginManifest } from '../manifest/plugin-manifest.ts';
import { admit, admitNewest } from './admission.ts';
import type { Admission, AdmitOptions } from './admission.ts';
import { approve } from './approval/approval.ts';
import { memoryApprovals } from './approval/approval-store.ts';
import { LocalOverride, withOverride } from './local-override.ts';
import { staticRegistry } from './static-registry.ts';

const manifest = (change: Partial<PluginManifest> = {}) => ({ ...parseManifest(VALID), ...change });
const V1 = manifest({ version: '1.0.0' });
const V2 = manifest({ version: '2.0.0', scopes: `${V1.scopes} patient/MedicationRequest.rs` });
const NOW = Date.UTC(2026, 0, 15);

const options = (manifests: PluginManifest[], given: Partial<AdmitOptions> = {}): AdmitOptions => ({
  registry: staticRegistry(manifests),
  approvals: undefined,
  user: ScopeSet.parse('user/*.cruds openid fhirUser launch/patient'),
  contractVersion: '1.0.0',
  nowMs: NOW,
  ...given,
});
const told = (admission: Admission | undefined) =>
  admission && [admission.manifest.version, admission.ok ? admission.grants.isApproved : admission.code];

test('without a list of approvals a plugin is mounted for development, and its grants say so', () => {
  assert.deepEqual(told(admitNewest(V1.id, options([V1, V2]))), ['2.0.0', 'development']);
});

test('in a host with a list of approvals an unapproved plugin is not mounted', () => {
  const admission = admit(V1, options([V1], { approvals: memoryApprovals() }));
  assert.deepEqual(told(admission), ['1.0.0', 'needs-approval']);
  assert.ok(!admission.ok && admission.additions.length > 0);
});

// Threat 14.
test('version 2 adds a scope: it is blocked until approved, and version 1 goes on', () => {
  const approvals = memoryApprovals([approve(V1, { approvedAt: 0 })]);
  const given = options([V1, V2], { approvals });
  const blocked = admit(V2, given);
  assert.deepEqual(told(blocked), ['2.0.0', 'needs-approval']);
  assert.deepEqual(!blocked.ok && blocked.additions, [
    { kind: 'scopes', name: 'patient/MedicationRequest.rs' },
  ]);
  assert.deepEqual(told(admitNewest(V1.id, given)), ['1.0.0', true]);

  approvals.approve(approve(V2, { approvedAt: NOW }));
  const admitted = admitNewest(V1.id, given);
  assert.deepEqual(told(admitted), ['2.0.0', true]);
  assert.ok(admitted?.ok && admitted.grants.scopes.allows('r', 'MedicationRequest'));
});

test('an approval that is withdrawn takes the plugin away', () => {
  const approvals = memoryApprovals([approve(V1, { approvedAt: 0 })]);
  approvals.withdraw(V1.id);
  assert.deepEqual(told(admitNewest(V1.id, options([V1], { approvals }))), ['1.0.0', 'needs-approval']);
});

test('a plugin for another contract is not mounted', () => {
  for (const api of ['^2.0', '<1', '~1.1']) {
    assert.deepEqual(told(admit(manifest({ api }), options([manifest({ api })]))), [
      '1.2.0',
      'version-mismatch',
    ]);
  }
});

test('a sunset that is past its last day is not mounted', () => {
  const sunset = manifest({ stage: { name: 'sunset', until: '2026-01-15' } });
  assert.deepEqual(told(admit(sunset, options([sunset]))), ['1.2.0', 'development']);
  const tomorrow = options([sunset], { nowMs: NOW + 86_400_000 });
  assert.deepEqual(told(admit(sunset, tomorrow)), ['1.2.0', 'disabled']);
});

test('what is not registered is not admitted, whoever made the manifest', () => {
  assert.deepEqual(told(admit(V2, options([V1]))), ['2.0.0', 'not-found']);
  assert.equal(admitNewest('nobody', options([V1])), undefined);
});

test('a revoked version gives way to the one before it', async () => {
  const site = await openRegistrySite();
  await site.publish({ plugins: [{ manifest: V1 }, { manifest: V2 }] });
  await site.revoke({ revoked: [{ id: V1.id, versions: ['2.0.0'] }] });
  const given = options([], { registry: await site.open() });
  assert.deepEqual(told(admit(V2, given)), ['2.0.0', 'revoked']);
  assert.deepEqual(told(admitNewest(V1.id, given)), ['1.0.0', 'development']);
});

test('a version is rolled back by pinning the one before', () => {
  const override = new LocalOverride();
  const registry = withOverride(staticRegistry([V1, V2]), override, { now: () => NOW });
  override.pin(V1.id, '1.0.0');
  assert.deepEqual(told(admitNewest(V1.id, options([], { registry }))), ['1.0.0', 'development']);
  assert.deepEqual(told(admit(V2, options([], { registry }))), ['2.0.0', 'disabled']);
});
