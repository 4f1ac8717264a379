import type {
  BusMessage,
  FileOffer,
  Json,
  Notice,
  OpenResult,
  OverlayOptions,
  Printout,
  Question,
  Shortcut,
} from '../../contract/services.ts';
import type { ClinicalContext } from '../types.ts';

/** Something that goes on until it is ended. Ending it twice is once. With `using`, at the end of the block. */
export interface Ending extends Disposable {
  readonly end: () => void;
}

/** Which patient something is about, so that it is never shown with another. Default: the present lease. */
export interface AboutOptions {
  context?: ClinicalContext;
}

export interface QuestionOptions extends AboutOptions {
  /** Takes the question off the screen. */
  signal?: AbortSignal;
}

/** A panel that is open. */
export interface Overlay {
  /** Resolves when it was closed, by whomever. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/**
 * What a plugin can have its workplace do beside the record. Each part needs the capability of its name: without it the
 * call rejects with `denied`, and `workplace.can()` says so before. Everything that is shown is plain text with the
 * plugin's name beside it. What is about a patient is refused with `stale-context` when that patient is closed.
 */
export interface PluginUi {
  /**
   * Says that something is typed and not saved, until the token ends: by `end()`, or by itself with the lease or the
   * connection. Any number at once.
   *
   * @param reason what it is, in a few words for the clinician; at most 120 characters
   * @throws `denied`
   */
  dirty(reason?: string): Ending;
  /** Shows a short message. @throws `denied`, `stale-context`, `too-many-requests` (5 a minute), `protocol` */
  notify(notice: Notice, options?: AboutOptions): Promise<void>;
  /**
   * Asks, and resolves with whether the answer was yes. One question of a plugin at a time.
   *
   * @throws `denied`, `stale-context` also while it is on the screen, `too-many-requests`, `aborted`, `closed`,
   *   `timeout` after ten minutes
   */
  confirm(question: Question, options?: QuestionOptions): Promise<boolean>;
  /** Opens an activity of the workplace that the manifest names under `opens`. @throws as {@link confirm} */
  open(
    activity: string,
    input?: Readonly<Record<string, Json | undefined>>,
    options?: QuestionOptions,
  ): Promise<OpenResult>;
  /** Asks for another height, in CSS pixels, 50 to 10 000; the workplace may give less. @throws `denied`, `protocol` */
  resize(size: { height: number }): Promise<void>;
  /**
   * Keeps the height at what `root` needs, at most five times a second, until it is ended. `root` must grow with its
   * content and not with the window. Default: the body.
   *
   * @throws `denied`
   */
  autoResize(root?: Element): Ending;
  /** Says that the task is finished; the workplace goes on from here. @throws `denied`, `stale-context` */
  done(result?: Json, options?: AboutOptions): Promise<void>;
  readonly overlay: {
    /**
     * Shows the plugin larger, in the top layer, where it stands: nothing is loaded anew. Only while the person works
     * in the plugin, and only over the patient the plugin is on.
     *
     * @throws `denied`, `stale-context`, `too-many-requests`
     */
    open(options: OverlayOptions): Promise<Overlay>;
  };
  /**
   * Offers a file; the workplace asks the clinician. Resolves with false when she says no.
   *
   * @throws `denied`, `rejected` when the bytes are not of the type, `stale-context`, `too-many-requests`, `protocol`
   */
  download(file: FileOffer, options?: QuestionOptions): Promise<boolean>;
  /** Prints; the workplace asks the clinician. Resolves with false when she says no. @throws as {@link download} */
  print(printout: Printout, options?: QuestionOptions): Promise<boolean>;
  readonly shortcuts: {
    /**
     * Calls `listener` with the keys, wherever on the screen they are pressed. What types a character is none: a
     * shortcut has Ctrl, Alt or Meta, or is a function key; never Ctrl with Alt, which is AltGr.
     *
     * @throws `denied` also for keys of the workplace's own, `protocol`
     */
    register(shortcuts: readonly Shortcut[], listener: (keys: string) => void): Promise<Ending>;
  };
  /** Gives the focus back to the workplace: behind the plugin, or before it. Needs no capability. */
  focusWorkplace(direction?: 'next' | 'previous'): Promise<void>;
}

/** Messages to and from other plugins, on topics that both manifests name. Needs the capability `bus`. */
export interface Bus {
  /**
   * Nobody learns whether anybody listens. At most 16 kB of plain data, 100 messages in ten seconds.
   *
   * @throws `denied`, `stale-context`, `too-many-requests`, `protocol`
   */
  publish(topic: string, message: Json, options?: AboutOptions): Promise<void>;
  /** Messages of the present lease only: what another plugin sent for the patient before is dropped. */
  subscribe(topic: string, listener: (message: BusMessage) => void): Ending;
}
