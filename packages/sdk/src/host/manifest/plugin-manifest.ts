import type { Capability } from '../../contract/capabilities.ts';
import type { Permission } from './permissions.ts';
import type { Predicate } from './predicate.ts';

/** A text by language. `en` is the fall-back. */
export type Localized = Readonly<Record<string, string>>;

/** A page in a sandboxed frame: for code that is not trusted, which is the rule. */
export interface FrameEntry {
  readonly mode: 'frame';
  readonly url: string;
  /**
   * The origin the page is served from, which must lie on another site than the workplace; or `opaque`: the frame then
   * has no origin at all, no storage and no cookies.
   */
  readonly origin: string;
}

/**
 * A module in the workplace's own page: for vetted code only. There is no wall around it; the hash makes sure that what
 * runs is what was vetted.
 */
export interface ElementEntry {
  readonly mode: 'element';
  /** One ES module without imports of its own. Its default export is what `definePlugin()` gave. */
  readonly url: string;
  /** SHA-384 or SHA-512 of the module, as Subresource Integrity writes it: `sha384-…`. */
  readonly integrity: string;
}

export type PluginEntry = FrameEntry | ElementEntry;

/** One place where a plugin shows something. */
export interface Contribution {
  /** Name of the slot, for example `patient.workspace`. */
  readonly slot: string;
  /** Which of the plugin's views. */
  readonly view: string;
  /** Lower comes first. Default 0. */
  readonly order?: number;
  /** Preferred height in CSS pixels. */
  readonly height?: number;
  /** Preferred width in CSS pixels. Default: that of the slot. */
  readonly width?: number;
  /** When it is shown. Default: always. See {@link evaluateWhen}. */
  readonly when?: Predicate;
}

/** Whom a clinician turns to. */
export interface Support {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  /** An https address. */
  readonly url?: string;
}

export const STAGES = ['innovation', 'pilot', 'operation', 'sunset'] as const;
export type StageName = (typeof STAGES)[number];

/** Where a plugin stands between the first trial and the last day. Dates are ISO 8601 days, such as `2026-06-30`. */
export interface Stage {
  readonly name: StageName;
  readonly since?: string;
  /** The last day of this stage. A `sunset` that is past it is not mounted any more. */
  readonly until?: string;
}

/** Topics on the bus between plugins. One hears another only if the one publishes and the other subscribes. */
export interface BusTopics {
  readonly publishes: readonly string[];
  readonly subscribes: readonly string[];
}

/** How much of the plugin works without a network: nothing, what was read before, or also what is typed. */
export const OFFLINE_LEVELS = ['none', 'read', 'draft'] as const;
export type OfflineLevel = (typeof OFFLINE_LEVELS)[number];

/**
 * Who a plugin is and what it asks for. Parsed against the schema by {@link parseManifest}, never merged. What a member
 * that is left out means stands beside it; what is granted of what it asks for, {@link grant} says.
 */
export interface PluginManifest {
  readonly id: string;
  /** Semantic version 2.0.0 without build metadata: one version is one text. */
  readonly version: string;
  /** Range of the contract between workplace and plugin, for example `^1.0`. See {@link acceptsApi}. */
  readonly api: string;
  readonly title: Localized;
  /** One or two sentences for those who choose plugins. */
  readonly description?: Localized;
  readonly publisher: { readonly name: string; readonly contact: string };
  readonly entry: PluginEntry;
  readonly contributes: readonly Contribution[];
  /** Activities of the workplace that it may ask to be opened. Default: none. Needs the capability `open`. */
  readonly opens?: readonly string[];
  /** Services of the workplace beyond the record. Default: none. */
  readonly capabilities?: readonly Capability[];
  /** Needed with the capability `bus`, and only with it. */
  readonly bus?: BusTopics;
  /** SMART scopes, space separated. */
  readonly scopes: string;
  /** https origins that the plugin's page talks to besides its own. Default: none. */
  readonly egress?: readonly string[];
  /** Powerful features of the browser. Default: none. */
  readonly permissions?: readonly Permission[];
  /** Default `none`. */
  readonly offline?: OfflineLevel;
  /** Default: the publisher's contact. */
  readonly support?: Support;
  /** Default `innovation`. */
  readonly stage?: Stage;
}

/** A manifest whose plugin runs in a frame. */
export type FrameManifest = PluginManifest & { readonly entry: FrameEntry };

/** A manifest whose plugin runs in the workplace's own page. */
export type ElementManifest = PluginManifest & { readonly entry: ElementEntry };

export function isFrameManifest(manifest: PluginManifest): manifest is FrameManifest {
  return manifest.entry.mode === 'frame';
}

export function isElementManifest(manifest: PluginManifest): manifest is ElementManifest {
  return manifest.entry.mode === 'element';
}
