import type { Reference } from 'fhir/r4';
import type { Theme } from '../contract/index.ts';
import type { FhirClient } from '../fhir/client.ts';
import type { ScopeSet } from '../fhir/scopes.ts';
import type { RecordStore } from '../offline/records/types.ts';
import type { Outbox } from '../offline/types.ts';
import type { Runtime } from '../runtime.ts';
import type { ContextBudgets } from './context/index.ts';
import type { IsolationRules, SelfTestOptions } from './isolation/index.ts';
import type { VettedElements } from './mount/element/vetted-elements.ts';
import type { ApprovalStore } from './registry/approval/approval-store.ts';
import type { Registry } from './registry/registry.ts';
import type { HostUi } from './services/index.ts';
import type { WatchBudgets, WatchStore } from './watch/index.ts';

/** What a workplace gives its host. */
export interface HostOptions extends ContextBudgets {
  /** Client of the FHIR server, with the user's token behind it. The token never leaves it. */
  fhir: FhirClient;
  outbox: Outbox;
  /** What is held of patients' records on this device, opened for the same user. Default: nothing is. */
  records?: RecordStore;
  registry: Registry;
  /** The signed-in user, and what she may do. */
  user: Reference & { reference: string };
  scopes: ScopeSet;
  /** BCP 47. Default `da`. */
  locale?: string;
  /** Name and version the workplace itself writes under, in Provenance. */
  workplace?: { id: string; version: string };
  runtime?: Runtime;
  /** What this workplace can do for plugins beside the record. Default: nothing. */
  ui?: HostUi;
  /** Default: light, without custom properties. */
  theme?: Theme;
  /**
   * What the site's administrator approved. A version that asks for more than she saw is not mounted; the last one that
   * she approved goes on. Default, for development: nothing needs to be approved.
   */
  approvals?: ApprovalStore;
  /** Switches of this site, by name, for the conditions of contributions. Default: none. */
  flags?: ReadonlySet<string>;
  /** What a plugin may cost before it is not loaded for a while. Each default stands at {@link WatchBudgets}. */
  budgets?: Partial<WatchBudgets>;
  /** Where it is remembered which versions ran well and what is switched off. Default: as long as this host lives. */
  watchStore?: WatchStore;
  /** How long a plugin may take to say hello, in milliseconds. Default 5 000. */
  handshakeMs?: number;
  /** Time between two heartbeats, in milliseconds. Default 5 000. */
  heartbeatMs?: number;
  /**
   * How plugins are kept apart. `allowSameSite` lets one run on a sub-domain of the workplace, which it can then stall;
   * `stallProbe: false` asks no plugin to be busy for 80 ms to see whether that stalls the workplace.
   */
  isolation?: IsolationRules & Pick<SelfTestOptions, 'stallProbe'>;
  /**
   * For simulations: takes the host's end of each plugin's port and gives what the host speaks into instead, so that what
   * they say to each other can be lost or late. Default: the port itself.
   */
  line?: (port: MessagePort) => MessagePort;
  /** Plugins that may run in this page itself, without a wall around them. Default: none. */
  vettedElements?: VettedElements;
}

/** Only what was given: a budget that is left out has its default. */
export function contextBudgets({ prepareMs, decideMs, overruledMs }: ContextBudgets): ContextBudgets {
  return {
    ...(prepareMs !== undefined && { prepareMs }),
    ...(decideMs !== undefined && { decideMs }),
    ...(overruledMs !== undefined && { overruledMs }),
  };
}
