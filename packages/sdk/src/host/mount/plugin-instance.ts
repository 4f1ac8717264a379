import type { Capability, WorkplaceEvents } from '../../contract/index.ts';
import type { SamspilErrorCode } from '../../errors.ts';
import type { Grants } from '../registry/approval/grant.ts';
import type { Contribution, PluginManifest } from '../types.ts';

/** The part of {@link Grants} that is fixed for as long as an instance is on the page. */
export type InstanceGrants = Pick<Grants, 'permissions' | 'opens' | 'publishes' | 'subscribes'>;

/** One mounted contribution, as the rooms of the host see it: who it is, where it sits, what it may, how to tell it something. */
export interface PluginInstance {
  /** Random, new for each mount. Two contributions of one plugin are two instances. */
  readonly id: string;
  readonly manifest: PluginManifest;
  readonly contribution: Contribution;
  readonly capabilities: ReadonlySet<Capability>;
  /** What the site granted it, besides the record and the capabilities. */
  readonly grants: InstanceGrants;
  /** What shows it: its frame, or the element that holds it. */
  readonly element: HTMLElement;
  /** Before its handshake there is nobody to tell, and nothing happens. */
  emit<K extends keyof WorkplaceEvents>(name: K, detail: WorkplaceEvents[K]): void;
  /** Ends what runs with this code and takes it off the page; it can be restarted. Nothing happens to one that does not run. */
  fail(code: SamspilErrorCode): void;
}
