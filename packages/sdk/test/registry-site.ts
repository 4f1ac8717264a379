import { generateSigningKey, signRegistry, signRevocations } from '../src/host/registry/publish/sign.ts';
import type {
  RegistryIssue,
  RevocationIssue,
  SignedIssue,
  SigningKey,
} from '../src/host/registry/publish/sign.ts';
import type { TrustedKey } from '../src/host/registry/signed/detached-jws.ts';
import { memoryRegistryStore } from '../src/host/registry/signed/registry-store.ts';
import { signedRegistry } from '../src/host/registry/signed/signed-registry.ts';
import type { SignedRegistry, SignedRegistryOptions } from '../src/host/registry/signed/signed-registry.ts';
import { scriptedRuntime, webPage } from './scripted-runtime.ts';
import type { ScriptedRuntime } from './scripted-runtime.ts';

export const REGISTRY_URL = 'https://registry.example/plugins.json';
export const REVOCATIONS_URL = 'https://registry.example/revoked.json';
export const HOUR_MS = 3_600_000;

/** A region's registry: a key, two documents, a server that can be away, and the workplaces that open it. */
export interface RegistrySite {
  readonly runtime: ScriptedRuntime;
  readonly signingKey: SigningKey;
  readonly trustedKey: TrustedKey;
  /** What lies at each address. */
  readonly files: Map<string, string>;
  isReachable: boolean;
  publish(issue: Partial<RegistryIssue>, key?: SigningKey): Promise<SignedIssue>;
  revoke(issue: Partial<RevocationIssue>, key?: SigningKey): Promise<SignedIssue>;
  open(options?: Partial<SignedRegistryOptions>): Promise<SignedRegistry>;
}

/** The list is good for eight hours. Each site has a store of its own; its clock stands at 2026-01-15 08:00 UTC. */
export async function openRegistrySite(): Promise<RegistrySite> {
  const files = new Map<string, string>();
  const runtime = scriptedRuntime((request) => {
    if (!site.isReachable) return Promise.reject(new TypeError('failed'));
    const text = files.get(request.url);
    return text === undefined ? webPage(404) : new Response(text);
  });
  const { signingKey, trustedKey } = await generateSigningKey('region-2026', runtime.subtle);
  const store = memoryRegistryStore();
  const put = (url: string, issue: SignedIssue) => {
    files.set(url, issue.document);
    files.set(`${url}.jws`, issue.signature);
    return issue;
  };
  const issuedAt = () => new Date(runtime.now()).toISOString();
  const site: RegistrySite = {
    runtime,
    signingKey,
    trustedKey,
    files,
    isReachable: true,
    publish: async (issue, key = signingKey) =>
      put(
        REGISTRY_URL,
        await signRegistry({ sequence: 1, issuedAt: issuedAt(), plugins: [], ...issue }, key, runtime.subtle),
      ),
    revoke: async (issue, key = signingKey) =>
      put(
        REVOCATIONS_URL,
        await signRevocations(
          { sequence: 1, issuedAt: issuedAt(), maxAgeMs: 8 * HOUR_MS, revoked: [], ...issue },
          key,
          runtime.subtle,
        ),
      ),
    open: (options = {}) =>
      signedRegistry({
        url: REGISTRY_URL,
        revocations: { url: REVOCATIONS_URL },
        keys: [trustedKey],
        store,
        runtime,
        ...options,
      }),
  };
  return site;
}
