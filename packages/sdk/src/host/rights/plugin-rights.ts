import type { Capability } from '../../contract/index.ts';
import type { ScopeSet } from '../../fhir/scopes.ts';
import type { Runtime } from '../../runtime.ts';
import { writeRefusal } from '../broker/index.ts';
import type { RecordGrant } from '../broker/index.ts';
import type { Contribution, PluginManifest } from '../manifest/plugin-manifest.ts';
import type { InstanceGrants } from '../mount/plugin-instance.ts';
import { evaluateWhen } from '../manifest/predicate.ts';
import type { WhenFacts } from '../manifest/predicate.ts';
import { admit } from '../registry/admission.ts';
import type { Admission } from '../registry/admission.ts';
import type { ApprovalStore } from '../registry/approval/approval-store.ts';
import { grant } from '../registry/approval/grant.ts';
import type { Grants } from '../registry/approval/grant.ts';
import type { Registry } from '../registry/registry.ts';
import { grantedCapabilities, offeredCapabilities } from '../services/index.ts';
import type { HostUi, PlaceAbilities } from '../services/index.ts';
import { StandingCapabilities, standingGrants } from './standing-rights.ts';

/** Of what is spoken between a host and its plugins; a manifest names the range it understands. */
export const CONTRACT_VERSION = '1.0.0';

export interface PluginRightsOptions {
  registry: Registry;
  /** Undefined for development: nothing needs to be approved. */
  approvals?: ApprovalStore;
  /** What the signed-in user may do. */
  user: ScopeSet;
  ui: HostUi;
  /** What is true in the workplace now, for the conditions of contributions. */
  facts(): Omit<WhenFacts, 'scopes'>;
  runtime: Pick<Runtime, 'now'>;
}

/** What each version of a plugin may do on this workplace: asked ∩ manifest ∩ approved by the site ∩ what the user may do. */
export class PluginRights {
  readonly #options: PluginRightsOptions;

  constructor(options: PluginRightsOptions) {
    this.#options = options;
  }

  /** Whether a version may be mounted here at all, and with what rights. */
  admissionOf(manifest: PluginManifest): Admission {
    const { registry, approvals, user, runtime } = this.#options;
    const nowMs = runtime.now();
    return admit(manifest, { registry, approvals, user, contractVersion: CONTRACT_VERSION, nowMs });
  }

  grantsOf(manifest: PluginManifest): Grants {
    const { approvals, user } = this.#options;
    return grant({ manifest, approval: approvals?.find(manifest.id), user });
  }

  /** What it may use in this place: what was granted ∩ what workplace and place can do. It can lose of it, and not gain. */
  capabilitiesIn(place: PlaceAbilities, manifest: PluginManifest): ReadonlySet<Capability> {
    const granted = () => this.grantsOf(manifest).capabilities;
    const offered = offeredCapabilities(this.#options.ui, place);
    return new StandingCapabilities(grantedCapabilities(granted(), offered), granted);
  }

  /** What it may besides, as long as it is mounted. */
  standingGrantsOf(manifest: PluginManifest): InstanceGrants {
    return standingGrants(() => this.grantsOf(manifest));
  }

  /** What a version may use, if there is one and it may write at present. */
  writerCapabilities(manifest: PluginManifest | undefined): ReadonlySet<Capability> | undefined {
    if (!manifest || writeRefusal(this.#options.registry, manifest)) return undefined;
    return new Set(this.grantsOf(manifest).capabilities);
  }

  /** Towards the record. Whether it may write is asked of the registry at each save. */
  recordGrantOf(manifest: PluginManifest): RecordGrant {
    return {
      scopes: this.grantsOf(manifest).scopes,
      mayWrite: () => writeRefusal(this.#options.registry, manifest),
    };
  }

  /**
   * What the registered plugins contribute to a slot, in order.
   * @param running the version of a plugin that is loaded here, which may not be the newest; undefined when none may be
   */
  contributionsTo(
    slot: string,
    running: (pluginId: string) => PluginManifest | undefined,
  ): { manifest: PluginManifest; contribution: Contribution }[] {
    return this.#options.registry
      .list()
      .map((newest) => running(newest.id) ?? newest)
      .flatMap((manifest) =>
        manifest.contributes
          .filter((contribution) => contribution.slot === slot)
          .map((contribution) => ({ manifest, contribution })),
      )
      .sort((a, b) => (a.contribution.order ?? 0) - (b.contribution.order ?? 0));
  }

  /** Whether its condition holds now. */
  applies(manifest: PluginManifest, { when }: Contribution): boolean {
    if (!when) return true;
    const { scopes } = this.grantsOf(manifest);
    return evaluateWhen(when, { ...this.#options.facts(), scopes });
  }

  /** Calls back when any of it may have changed. Returns the function that stops it. */
  subscribe(listener: () => void): () => void {
    const { registry, approvals } = this.#options;
    const stops = [registry.subscribe(listener), approvals?.subscribe(listener)];
    return () => {
      for (const stop of stops) stop?.();
    };
  }
}
