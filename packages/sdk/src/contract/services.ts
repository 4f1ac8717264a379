import type { Methods } from '../bridge/contract.ts';

/** Plain data, as it crosses ports. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** How the workplace looks, so that what is shown in it can look the same. */
export interface Theme {
  readonly colorScheme: 'light' | 'dark';
  readonly density: 'comfortable' | 'compact';
  /** CSS custom properties by name, for example `--samspil-surface`. */
  readonly properties: Readonly<Record<string, string>>;
}

/** A short message. Plain text: markup is shown as it is written. */
export interface Notice {
  /** `warning` and `danger` stay until somebody takes them away. */
  readonly level: 'info' | 'success' | 'warning' | 'danger';
  /** At most 300 characters. A longer one is refused, not cut: half a sentence can say the opposite. */
  readonly text: string;
}

/** A question with two answers. Plain text. */
export interface Question {
  /** At most 600 characters. */
  readonly text: string;
  /** Words of the button that means yes; what will be done, not "OK". At most 40 characters. */
  readonly confirm: string;
  readonly cancel: string;
  /** True where the answer yes cannot be taken back. Default false. */
  readonly danger?: boolean;
}

/** What became of a wish to open something: `declined` by the person, `unavailable` now in this workplace. */
export interface OpenResult {
  readonly status: 'opened' | 'declined' | 'unavailable';
  readonly result?: Json;
}

export const FILE_TYPES = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'text/csv': 'csv',
  'text/plain': 'txt',
  'application/json': 'json',
  'application/fhir+json': 'json',
  'text/calendar': 'ics',
} as const;

/** Files a plugin may hand to a clinician: nothing that a computer would run. */
export type FileType = keyof typeof FILE_TYPES;

/** A file for the clinician. */
export interface FileOffer {
  /** What is before the extension; the extension follows from the type. The workplace makes it a safe name. */
  readonly name: string;
  readonly mediaType: FileType;
  /** Text, or bytes. At most about 900 kB: one message holds 1 MB. */
  readonly data: string | Uint8Array<ArrayBuffer>;
}

/** One part of a printed page. Plain text throughout; how it looks is the workplace's. */
export type PrintBlock =
  | { readonly heading: string }
  | { readonly text: string }
  | { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** What to print. Structure and not markup: nothing in it can run, load or pretend to be the workplace. */
export interface Printout {
  readonly title: string;
  readonly blocks: readonly PrintBlock[];
}

/** A panel of the plugin's own in the top layer. */
export interface OverlayOptions {
  readonly title: string;
  /** Default `large`: most of the screen, and all of a small one. `medium` leaves more of the chart in view. */
  readonly size?: 'medium' | 'large';
}

/** A keyboard shortcut: modifiers in the order `Ctrl+Alt+Shift+Meta`, then a `KeyboardEvent.key`: `Alt+s`, `F8`. */
export interface Shortcut {
  readonly keys: string;
  /** What it does, for the workplace's list of shortcuts. At most 60 characters. */
  readonly label: string;
}

/** What one plugin told another. */
export interface BusMessage {
  readonly topic: string;
  readonly message: Json;
  /** Id of the plugin that sent it, stamped by the workplace. */
  readonly from: string;
}

/** The lease that something on the screen is about; null where no patient is open. A call under an old one is `stale-context`. */
interface About {
  lease: string | null;
}

/** Services of the workplace beside the record. Each needs its capability; leaving the frame by the keyboard needs none. */
export interface ServiceMethods extends Methods {
  'ui.dirty': { input: About & { token: string; reason?: string }; output: null };
  'ui.clean': { input: { token: string }; output: null };
  'ui.notify': { input: About & Notice; output: null };
  'ui.confirm': { input: About & Question; output: boolean };
  'ui.open': {
    input: About & { activity: string; arguments?: Readonly<Record<string, Json | undefined>> };
    output: OpenResult;
  };
  'ui.resize': { input: { height: number }; output: null };
  'ui.done': { input: About & { result?: Json }; output: null };
  'ui.overlay.open': { input: OverlayOptions & { lease: string | null }; output: null };
  'ui.overlay.close': { input: null; output: null };
  /** False when the person said no. */
  'ui.download': { input: About & FileOffer; output: boolean };
  'ui.print': { input: About & Printout; output: boolean };
  /** All of the plugin's shortcuts at once; an empty list takes them away. */
  'ui.shortcuts': { input: { shortcuts: readonly Shortcut[] }; output: null };
  /** A key of the workplace was pressed inside the frame, where the workplace cannot hear it. */
  'ui.key': { input: { keys: string }; output: null };
  'bus.publish': { input: About & { topic: string; message: Json }; output: null };
}

/** What the workplace tells a plugin through these services. */
export interface ServiceEvents {
  theme: Theme;
  /** The plugin's overlay was closed, by the person or by the workplace. */
  overlay: { isOpen: false };
  /** A shortcut of the plugin's was pressed outside its frame. */
  shortcut: { keys: string };
  bus: BusMessage & { lease: string | null };
}

/** What a plugin is told of them at the handshake. */
export interface ServiceSession {
  theme: Theme;
  /** Keys of the workplace that a frame hands on, in the form of {@link Shortcut.keys}. */
  workplaceKeys: readonly string[];
}
