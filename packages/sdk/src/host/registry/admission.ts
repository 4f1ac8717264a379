import type { SamspilErrorCode } from '../../errors.ts';
import { acceptsApi } from '../manifest/accepts-api.ts';
import type { PluginManifest } from '../manifest/plugin-manifest.ts';
import { isPastSunset } from '../manifest/stage.ts';
import { additionsOf } from './approval/approval.ts';
import type { Addition } from './approval/approval.ts';
import type { ApprovalStore } from './approval/approval-store.ts';
import { grant } from './approval/grant.ts';
import type { GrantOptions, Grants } from './approval/grant.ts';
import type { Registry } from './registry.ts';

export interface AdmitOptions extends Pick<GrantOptions, 'user' | 'asked' | 'supported'> {
  registry: Registry;
  /** Undefined for development: nothing needs to be approved, and the grants say so. */
  approvals: ApprovalStore | undefined;
  /** Version of the contract this host speaks, for example `1.0.0`. */
  contractVersion: string;
  /** Milliseconds since the epoch. */
  nowMs: number;
}

/** Whether a version may be mounted: with what it may do, or with the code that says why not. */
export type Admission =
  | { readonly ok: true; readonly manifest: PluginManifest; readonly grants: Grants }
  | {
      readonly ok: false;
      readonly manifest: PluginManifest;
      /**
       * `not-found`, `revoked`, `disabled` (switched off here or past its sunset), `version-mismatch`, `needs-approval`
       */
      readonly code: SamspilErrorCode;
      /** With `needs-approval`: what an administrator has to look at. */
      readonly additions: readonly Addition[];
    };

/** Judges one version: registry, last day, contract, approval, in this order. Changes nothing. */
export function admit(manifest: PluginManifest, options: AdmitOptions): Admission {
  const { registry, approvals, contractVersion, nowMs } = options;
  const refuse = (code: SamspilErrorCode, additions: readonly Addition[] = []): Admission => ({
    ok: false,
    manifest,
    code,
    additions,
  });
  const verdict = registry.canMount(manifest.id, manifest.version);
  if (!verdict.ok) return refuse(verdict.code);
  if (isPastSunset(manifest, nowMs)) return refuse('disabled');
  if (!acceptsApi(manifest.api, contractVersion)) return refuse('version-mismatch');
  const approval = approvals?.find(manifest.id);
  const additions = approvals ? additionsOf(manifest, approval) : [];
  if (additions.length > 0) return refuse('needs-approval', additions);
  return { ok: true, manifest, grants: grant({ ...options, manifest, approval }) };
}

/**
 * The newest version that may be mounted. When none may: what was said about the newest, and undefined for a plugin that
 * is not registered. So a new version that waits for approval does not take the approved one away.
 */
export function admitNewest(pluginId: string, options: AdmitOptions): Admission | undefined {
  const admissions = options.registry.versions(pluginId).map((manifest) => admit(manifest, options));
  return admissions.find(({ ok }) => ok) ?? admissions[0];
}
