import type { Runtime } from '../../runtime.ts';
import type { Vault } from '../encryption/vault.ts';
import type { Entry, EntryRow } from '../entry.ts';
import type { EntryStore } from '../store/entry-store.ts';
import type { ServerRules } from './routes.ts';

/** What the sender needs. */
export interface SenderOptions {
  fhirBaseUrl: string;
  accessToken: () => Promise<string | undefined>;
  /** @throws `storage-locked` while nobody is signed in */
  unlock: () => Promise<Vault>;
  /** Opens rows at the start of a term, perhaps from memory. */
  opened: (vault: Vault) => Pick<Vault, 'open'>;
  store: EntryStore;
  runtime: Runtime;
  /** Whether requests carry the trace of whoever saved. */
  traceContext: boolean;
  /** What is known of the server beside its CapabilityStatement. */
  server: ServerRules;
  /** An entry changed. */
  onChange: (entry: Entry) => void;
  /** A row turned out to be unreadable. */
  onDamaged: (row: EntryRow) => void;
  /** Whether there is room to write down what is sent; without it nothing leaves. Told again and again. */
  onRoomChange: (hasRoom: boolean) => unknown;
  /** The queue began or ended waiting for a person; every unfinished entry reads differently now. */
  onLoginChange: () => void;
}
