import { errors } from 'oidc-provider';
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import { LIFETIMES } from '../grants/lifetimes.ts';
import type { DurableStore } from './durable-store.ts';

/** Models that end together with the grant they were issued under. */
const OF_A_GRANT = ['AccessToken', 'AuthorizationCode', 'RefreshToken'];

/**
 * Storage of oidc-provider on the {@link DurableStore}: `Model:id` holds the payload. Two indexes, both plain keys so
 * that they survive a restart too: `SessionUid:uid` → session id, `GrantMember:grant:Model:id` → the key of a token.
 */
export function oidcAdapter(store: DurableStore): AdapterFactory {
  return (model: string): Adapter => {
    const keyOf = (id: string): string => `${model}:${id}`;
    const find = (id: string): AdapterPayload | undefined =>
      store.get(keyOf(id)) as AdapterPayload | undefined;
    return {
      // The library gives every model a lifetime; the longest of ours stands in for one that it may add.
      async upsert(id, payload, expiresIn = LIFETIMES.offline) {
        store.set(keyOf(id), payload, expiresIn);
        if (model === 'Session' && payload.uid) store.set(`SessionUid:${payload.uid}`, id, expiresIn);
        if (payload.grantId && OF_A_GRANT.includes(model)) {
          store.set(`GrantMember:${payload.grantId}:${keyOf(id)}`, keyOf(id), expiresIn);
        }
      },
      async find(id) {
        return find(id);
      },
      async findByUid(uid) {
        const id = store.get(`SessionUid:${uid}`);
        return typeof id === 'string' ? find(id) : undefined;
      },
      async findByUserCode() {
        // Only the device flow has user codes; it is switched off.
        return undefined;
      },
      async consume(id) {
        const payload = find(id);
        // The library looks before it leaps, with awaits in between: of two exchanges at once, the second ends here.
        if (!payload || payload.consumed) throw new errors.InvalidGrant('already used');
        store.update(keyOf(id), { ...payload, consumed: true });
      },
      async destroy(id) {
        store.delete(keyOf(id));
      },
      async revokeByGrantId(grantId) {
        // Called once per model; each call ends everything of the grant, which is what revocation means.
        for (const member of store.keys(`GrantMember:${grantId}:`)) {
          store.delete(String(store.get(member)));
          store.delete(member);
        }
      },
    };
  };
}
