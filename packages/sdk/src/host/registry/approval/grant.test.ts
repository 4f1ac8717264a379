import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import WHOLE from '../../../../test/fixtures/manifests/whole.json' with { type: 'json' };
import { ScopeSet } from '../../../fhir/scopes.ts';
import { coversScope } from '../../manifest/covers-scope.ts';
import { parseManifest } from '../../manifest/parse-manifest.ts';
import { approve } from './approval.ts';
import { grant } from './grant.ts';

const MANIFEST = parseManifest(WHOLE);
const EVERYTHING = ScopeSet.parse('openid fhirUser launch/patient user/*.cruds');
const approvedAt = 0;
const withScopes = (scopes: string) => ({ ...MANIFEST, scopes });
const said = (grants: ReturnType<typeof grant>) =>
  grants.withheld.map(({ kind, name, why }) => `${kind} ${name} ${why}`);

test('a host without a list of approvals gives what the manifest asks for, and says so', () => {
  const grants = grant({ manifest: MANIFEST, approval: undefined, user: EVERYTHING });
  assert.equal(grants.isApproved, 'development');
  assert.deepEqual([...grants.capabilities], WHOLE.capabilities);
  assert.deepEqual([...grants.permissions], WHOLE.permissions);
  assert.deepEqual(grants.egress, WHOLE.egress);
  assert.deepEqual(grants.opens, WHOLE.opens);
  assert.deepEqual(grants.publishes, WHOLE.bus.publishes);
  assert.deepEqual(grants.subscribes, WHOLE.bus.subscribes);
  assert.deepEqual(said(grants), []);
});

test('what the site did not approve is withheld, one by one', () => {
  const limit = {
    scopes: 'patient/Observation.rs',
    capabilities: ['notify', 'bus', 'open'] as const,
    permissions: [],
    egress: [],
    subscribes: [],
  };
  const approval = approve(MANIFEST, { approvedAt, limit });
  const grants = grant({ manifest: MANIFEST, approval, user: EVERYTHING });
  assert.equal(grants.isApproved, true);
  assert.equal(grants.scopes.toString(), 'patient/Observation.rs');
  assert.deepEqual([...grants.capabilities], ['notify', 'open', 'bus']);
  assert.deepEqual(said(grants), [
    'scopes patient/Patient.r not-approved',
    'scopes patient/Observation.cu not-approved',
    'capabilities drafts not-approved',
    'permissions camera not-approved',
    'egress https://images.partner.example not-approved',
    'subscribes vitals.saved not-approved',
  ]);
});

test('what the user may not do herself is withheld, letter by letter', () => {
  const manifest = withScopes('patient/Observation.cruds patient/Condition.rs openid');
  const user = ScopeSet.parse('user/Observation.rs');
  const grants = grant({ manifest, approval: undefined, user });
  assert.equal(grants.scopes.toString(), 'patient/Observation.rs');
  assert.deepEqual(said(grants), [
    'scopes openid user',
    'scopes patient/Observation.cud user',
    'scopes patient/Condition.rs user',
  ]);
});

test('whoever says no first is named: manifest, site, user', () => {
  const manifest = withScopes('patient/Observation.cru');
  const approval = approve(manifest, { approvedAt, limit: { scopes: 'patient/Observation.cr' } });
  const grants = grant({
    manifest,
    approval,
    user: ScopeSet.parse('user/Observation.r'),
    asked: ScopeSet.parse('patient/Observation.crud'),
  });
  assert.equal(grants.scopes.toString(), 'patient/Observation.r');
  assert.deepEqual(said(grants), [
    'scopes patient/Observation.d not-in-manifest',
    'scopes patient/Observation.u not-approved',
    'scopes patient/Observation.c user',
  ]);
});

test('a scope that is only narrowed is granted narrowed, and what was asked stands among the withheld', () => {
  const manifest = withScopes('patient/Observation.rs');
  const approval = approve(manifest, {
    approvedAt,
    limit: { scopes: 'patient/Observation.rs?category=vital-signs' },
  });
  const grants = grant({ manifest, approval, user: EVERYTHING });
  assert.equal(grants.scopes.toString(), 'patient/Observation.rs?category=vital-signs');
  assert.deepEqual(said(grants), ['scopes patient/Observation.rs not-approved']);
});

test('what this workplace or browser does not have is withheld as such', () => {
  const supported = {
    capabilities: new Set(['notify', 'bus', 'open'] as const),
    permissions: new Set<never>(),
  };
  const grants = grant({ manifest: MANIFEST, approval: undefined, user: EVERYTHING, supported });
  assert.deepEqual([...grants.capabilities], ['notify', 'open', 'bus']);
  assert.deepEqual(said(grants), ['capabilities drafts unsupported', 'permissions camera unsupported']);
});

test('an approval never gives more than the manifest asks for', () => {
  const approval = approve(MANIFEST, { approvedAt, limit: { scopes: 'user/*.cruds', permissions: ['usb'] } });
  assert.deepEqual(approval.granted.permissions, []);
  const small = withScopes('patient/Patient.r');
  const grants = grant({ manifest: small, approval: approve(MANIFEST, { approvedAt }), user: EVERYTHING });
  assert.equal(grants.scopes.toString(), 'patient/Patient.r');
});

test('whatever is asked, approved and permitted: what is granted, each of them grants, and nothing gets lost between granted and withheld', () => {
  const scope = fc
    .tuple(
      fc.constantFrom('patient', 'user'),
      fc.constantFrom('*', 'Observation', 'Condition'),
      fc.subarray(['c', 'r', 'u', 'd', 's'], { minLength: 1 }),
      fc.constantFrom('', '?category=a', '?category=b', '?category=a&code=1'),
    )
    .map(([context, type, letters, query]) => `${context}/${type}.${letters.join('')}${query}`);
  const scopes = fc.array(scope, { minLength: 1, maxLength: 3 }).map((all) => all.join(' '));
  fc.assert(
    fc.property(scopes, scopes, scopes, (asks, allows, may) => {
      const manifest = withScopes(asks);
      const approval = approve(manifest, { approvedAt, limit: { scopes: allows } });
      const user = ScopeSet.parse(may);
      const { scopes: granted, withheld } = grant({ manifest, approval, user });
      for (const one of granted.resources) {
        for (const limit of [asks, allows, may]) {
          const widened = ScopeSet.parse(limit.replaceAll('user/', 'patient/') + ` ${limit}`);
          assert.ok(coversScope(widened, one), `${one.text} within ${limit}`);
        }
      }
      const names = withheld.map(({ name }) => name).join(' ');
      const together = new ScopeSet([...granted.resources, ...ScopeSet.parse(names).resources]);
      for (const one of ScopeSet.parse(asks).resources) assert.ok(coversScope(together, one), one.text);
    }),
  );
});
