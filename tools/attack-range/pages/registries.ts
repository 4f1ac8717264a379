import {
  approve,
  memoryApprovals,
  memoryRegistryStore,
  signedRegistry,
  staticRegistry,
} from '@samspil/sdk/host';
import type { ApprovalStore, PluginManifest, Registry } from '@samspil/sdk/host';
import {
  generateSigningKey,
  signRegistry,
  signRevocations,
} from '../../../packages/sdk/src/host/registry/publish/sign.ts';
import type { AttackSetting } from '@samspil/sdk/testing';

const HOUR = 3_600_000;
const ADDRESS = 'https://registry.example/plugins.json';
const REVOCATIONS = 'https://registry.example/revoked.json';

export interface Admission {
  registry: Registry;
  approvals?: ApprovalStore;
}

/** The registry as the setting wants it: signed, and then changed by somebody; or plain. */
export async function registryFor(
  plugins: readonly PluginManifest[],
  setting: AttackSetting | undefined,
): Promise<Admission> {
  if (setting === 'manifest-asks-more') {
    const [attacker, ...others] = plugins;
    if (!attacker) throw new Error('There is no plugin to approve.');
    const before = { ...attacker, version: '1.0.0', scopes: 'patient/Patient.r' };
    const approvals = memoryApprovals(
      [before, ...others].map((manifest) => approve(manifest, { approvedAt: Date.now() })),
    );
    return { registry: staticRegistry(plugins), approvals };
  }
  if (!isSigned(setting)) return { registry: staticRegistry(plugins) };
  const { subtle } = globalThis.crypto;
  const { signingKey, trustedKey } = await generateSigningKey('range', subtle);
  const other = await generateSigningKey('range', subtle);
  const key = setting === 'key-unknown' ? other.signingKey : signingKey;
  const now = Date.now();
  const issuedAt = (ageMs: number) => new Date(now - ageMs).toISOString();
  const issue = (sequence: number, manifests: readonly PluginManifest[]) =>
    signRegistry(
      { sequence, issuedAt: issuedAt(0), plugins: manifests.map((manifest) => ({ manifest })) },
      key,
      subtle,
    );
  const registry = await issue(3, plugins);
  const revocations = await signRevocations(
    {
      sequence: 1,
      issuedAt: issuedAt(setting === 'revocations-stale' ? 2 * HOUR : 0),
      maxAgeMs: HOUR,
      revoked: setting === 'plugin-revoked' ? plugins.map(({ id }) => ({ id })) : [],
    },
    signingKey,
    subtle,
  );
  const files = new Map([
    [REVOCATIONS, revocations.document],
    [`${REVOCATIONS}.jws`, revocations.signature],
    // One letter of a title: what a careless mirror or a careful attacker would change.
    [
      ADDRESS,
      setting === 'manifest-changed' ? registry.document.replace('Attacker', 'Attackes') : registry.document,
    ],
    [`${ADDRESS}.jws`, registry.signature],
  ]);
  const store = memoryRegistryStore();
  const runtime = {
    now: () => Date.now(),
    schedule: () => () => undefined,
    subtle,
    fetch: async (url: string) =>
      new Response(files.get(url) ?? null, { status: files.has(url) ? 200 : 404 }),
  };
  const options = { url: ADDRESS, revocations: { url: REVOCATIONS }, keys: [trustedKey], store, runtime };
  if (setting === 'manifest-older') {
    // What was seen last no longer listed the plugin; then its old issue comes back, rightly signed.
    const withdrawn = await issue(4, []);
    files.set(ADDRESS, withdrawn.document).set(`${ADDRESS}.jws`, withdrawn.signature);
    (await signedRegistry(options)).close();
    files.set(ADDRESS, registry.document).set(`${ADDRESS}.jws`, registry.signature);
  }
  return { registry: await signedRegistry(options) };
}

function isSigned(setting: AttackSetting | undefined): boolean {
  return (
    setting === 'manifest-changed' ||
    setting === 'manifest-older' ||
    setting === 'key-unknown' ||
    setting === 'plugin-revoked' ||
    setting === 'revocations-stale'
  );
}
