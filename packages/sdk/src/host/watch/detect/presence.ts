import type { Runtime } from '../../../runtime.ts';

export interface PresenceOptions {
  runtime: Pick<Runtime, 'schedule'>;
  /** How many frames the plugin's page holds: `contentWindow.length`, which every site may read of every other. */
  countFrames(): number;
  /** Asks the plugin for an answer. */
  ask(): void;
  /** It has not answered at once: what the frame shows may not be the plugin any more. */
  onDoubt(): void;
  /** It answered after a doubt. */
  onSure(): void;
  /** It did not answer. `vanished`: its page went without a word, as in a crash. `replaced`: another page was loaded. */
  onGone(how: 'vanished' | 'replaced'): void;
}

const LOOK_EVERY_MS = 250;
const DOUBT_AFTER_MS = 750;
const GONE_AFTER_MS = 4_000;

/**
 * Notices that the page which was given the port is no longer the one in the frame. No browser says so: a port does not
 * tell of its other end, and a renderer that crashes fires nothing (measured: Chromium 156). Two things are seen at once
 * all the same, and both only lead to a question, never to a verdict:
 *
 * - The SDK's page holds an empty frame of its own (see `workplace/beacon.ts`). When the page dies or is replaced, the
 *   count of its frames falls to none.
 * - A first `load` after the port was given may be that of another page: the plugin can leave before it was loaded.
 */
export class Presence {
  readonly #options: PresenceOptions;
  #hasSeenFrames = false;
  #isInDoubt = false;
  #cancelLook: () => void;
  #cancelQuestion: (() => void) | undefined;

  constructor(options: PresenceOptions) {
    this.#options = options;
    this.#cancelLook = this.#lookLater();
  }

  /** A page was loaded after the port was given. */
  loaded(): void {
    this.#question('replaced');
  }

  /** The plugin answered. */
  answered(): void {
    this.#cancelQuestion?.();
    this.#cancelQuestion = undefined;
    if (!this.#isInDoubt) return;
    this.#isInDoubt = false;
    this.#options.onSure();
  }

  /** Nothing is asked or told afterwards. */
  stop(): void {
    this.#cancelLook();
    this.#cancelQuestion?.();
    this.#cancelQuestion = undefined;
  }

  #lookLater(): () => void {
    return this.#options.runtime.schedule(LOOK_EVERY_MS, () => {
      // Before what is told: it may stop us.
      this.#cancelLook = this.#lookLater();
      const hasFrames = this.#options.countFrames() > 0;
      if (this.#hasSeenFrames && !hasFrames) this.#question('vanished');
      this.#hasSeenFrames = hasFrames;
    });
  }

  #question(how: 'vanished' | 'replaced'): void {
    if (this.#cancelQuestion) return;
    const { runtime } = this.#options;
    this.#cancelQuestion = runtime.schedule(DOUBT_AFTER_MS, () => {
      this.#isInDoubt = true;
      this.#cancelQuestion = runtime.schedule(GONE_AFTER_MS - DOUBT_AFTER_MS, () => {
        this.stop();
        this.#options.onGone(how);
      });
      this.#options.onDoubt();
    });
    this.#options.ask();
  }
}
