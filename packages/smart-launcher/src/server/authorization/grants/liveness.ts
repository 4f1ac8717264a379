import type { Provider } from 'oidc-provider';
import type { GrantContexts } from './grant-context.ts';

/** The fields of a code or token that say what it hangs on. */
interface Issued {
  readonly grantId?: string | undefined;
  readonly sessionUid?: string | undefined;
  readonly accountId?: string | undefined;
}

/**
 * True while what a code or token hangs on still exists. `offline_access` outlives the sign-in session; everything
 * else, access tokens included, ends with it (SMART App Launch 2.2, `online_access`).
 *
 * The library can bind tokens to a session itself, but knows one grant per client and session there: the second launch
 * of an app would end the first. A ward opens the same app for several patients.
 */
export async function isAlive(provider: Provider, contexts: GrantContexts, issued: Issued): Promise<boolean> {
  const context = contexts.find(issued.grantId);
  if (!context) return false;
  if (context.isOffline) return true;
  if (!issued.sessionUid) return false;
  const session = await provider.Session.findByUid(issued.sessionUid);
  return session?.accountId !== undefined && session.accountId === issued.accountId;
}
