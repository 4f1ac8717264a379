import type { Json, OpenResult, PrintBlock, Shortcut } from '../../contract/services.ts';

/** Whose wish it is. Shown with everything that a plugin makes appear outside its frame. Plain text. */
export interface PluginBadge {
  readonly id: string;
  /** In the language of the workplace. */
  readonly title: string;
  readonly publisher: string;
}

/** A plugin's message, ready to show as text. */
export interface ShownNotice {
  readonly plugin: PluginBadge;
  readonly level: 'info' | 'success' | 'warning' | 'danger';
  readonly text: string;
  /** Aborted when the patient is changed: the notice may be about the one before, and goes. Undefined without a patient. */
  readonly until: AbortSignal | undefined;
}

/** A plugin's question, ready to show as text. */
export interface ShownQuestion {
  readonly plugin: PluginBadge;
  readonly text: string;
  readonly confirm: string;
  readonly cancel: string;
  readonly isDangerous: boolean;
  /** Aborted when the question is to be taken off the screen; its answer is then of no interest. */
  readonly signal: AbortSignal;
}

/** What a plugin may only do when the person at the screen agrees; asked in the workplace's own words. */
export interface PermitRequest {
  readonly plugin: PluginBadge;
  readonly action: 'download' | 'print' | 'open';
  /** The file's name, the title of the page, or the name of the activity. */
  readonly subject: string;
  readonly signal: AbortSignal;
}

/** Something of the workplace that a plugin may ask to be opened, if its manifest names it under `opens`. */
export interface Activity {
  readonly name: string;
  /** True where opening it leaves what the person is doing: she is asked first. Needs `HostUi.permit`. */
  readonly isDisruptive?: boolean;
  /**
   * Opens it. `input` is plain data of the plugin's, at most 16 kB, and to be judged here.
   *
   * @throws `invalid-request` for arguments it does not take
   */
  open(
    input: Readonly<Record<string, Json | undefined>>,
    plugin: PluginBadge,
  ): Promise<OpenResult> | OpenResult;
}

/** A file whose name and type were judged, and which the person agreed to. */
export interface ReadyFile {
  readonly plugin: PluginBadge;
  readonly name: string;
  readonly mediaType: string;
  readonly data: string | Uint8Array<ArrayBuffer>;
}

/** A page whose texts were judged, and which the person agreed to. */
export interface ReadyPrintout {
  readonly plugin: PluginBadge;
  readonly title: string;
  readonly blocks: readonly PrintBlock[];
}

/** A key of the workplace's own, heard in the page and, through the bridge, in every frame. */
export interface WorkplaceKey {
  /** As in {@link Shortcut.keys}. */
  readonly keys: string;
  /** @param from the frame or element that had the focus; undefined when it was pressed in the page */
  run(from: HTMLElement | undefined): void;
}

/** A shortcut of a plugin's, for the workplace's list and its listener. */
export interface OfferedShortcut extends Shortcut {
  readonly plugin: PluginBadge;
  press(): void;
}

/** What a plugin says of work that is not saved. */
export interface DirtyState {
  readonly plugin: PluginBadge;
  /** Id of the mounted instance. */
  readonly instance: string;
  /** In the plugin's words; may be empty. */
  readonly reasons: readonly string[];
}

/**
 * What the workplace can do for plugins. Each member that is left out is a capability that no plugin has here, and
 * `can()` says so. Every text was judged and is to be shown as text, with the badge beside it.
 */
export interface HostUi {
  notify?(notice: ShownNotice): void;
  confirm?(question: ShownQuestion): Promise<boolean>;
  /** Asks the person. Without it there is neither download nor print. */
  permit?(request: PermitRequest): Promise<boolean>;
  readonly activities?: readonly Activity[];
  /** @param element what shows the plugin, so that the focus can go on behind it */
  done?(plugin: PluginBadge, result: Json | undefined, element: HTMLElement): void;
  download?(file: ReadyFile): Promise<void> | void;
  print?(printout: ReadyPrintout): Promise<void> | void;
  /** Every shortcut of every mounted plugin, whenever they change. */
  offerShortcuts?(shortcuts: readonly OfferedShortcut[]): void;
  /** Besides `F6`, `Shift+F6`, `Ctrl+F6` and `Ctrl+Shift+F6`, which {@link moveFocus} gets. */
  readonly keys?: readonly WorkplaceKey[];
  /** Moves the focus out of the plugin to the next or the previous region. Without it the plugin's element loses it. */
  moveFocus?(direction: 'next' | 'previous', from: HTMLElement): void;
}

/** The place a plugin was mounted in, as far as it can change its size. What it leaves out the plugin cannot use. */
export interface PlaceAbilities {
  /** @param height in CSS pixels, 50 to 10 000; the place may give less */
  resize?(height: number): void;
  /**
   * Shows the place, where it stands in the document, in the top layer: a frame that is moved loads anew. `onClosed` is
   * called once, whoever closes it. Returns the function that closes it.
   */
  openOverlay?(overlay: { title: string; size: 'medium' | 'large'; onClosed: () => void }): () => void;
}
