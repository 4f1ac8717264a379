import { isCrash } from '../../contract/crash.ts';
import type { SamspilErrorCode } from '../../errors.ts';
import { isSamspilError } from '../../errors.ts';
import { connect } from '../connect.ts';
import type { ConnectOptions } from '../connect.ts';
import type { Workplace } from '../types.ts';
import type { Plugin } from './define-plugin.ts';
import { showPlugin } from './show-plugin.ts';
import type { ShownView } from './show-view.ts';

/** What this page knows better than the plugin: addresses, above all. */
export interface RunOptions extends Partial<ConnectOptions> {
  /**
   * Words for a failure, in the language of `locale` (BCP 47). Default: two sentences in Danish, Swedish or English that
   * load when they are needed.
   */
  explain?: (code: SamspilErrorCode, locale: string) => string | Promise<string>;
}

/** A plugin in a page of its own. */
export interface RunningPlugin {
  /** Undefined when it could not connect. */
  readonly workplace: Workplace | undefined;
  /** Why it does not run (any more). */
  readonly error: SamspilErrorCode | undefined;
  /** Cleans up, closes the connection and takes what it showed off the page. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Runs a plugin in a page of its own, in a frame of a workplace, launched by an EHR or opened alone: connects, and shows
 * the view it is asked for in a new element at the end of `parent`. A failure is shown there in words (`role="alert"`,
 * with the code in `data-code`), now or when an exception escapes the plugin later; this never rejects.
 */
export async function runPlugin(
  plugin: Plugin,
  parent: HTMLElement,
  options: RunOptions = {},
): Promise<RunningPlugin> {
  const run = new Run(plugin, parent, options);
  await run.begin();
  return run;
}

class Run implements RunningPlugin {
  workplace: Workplace | undefined;
  error: SamspilErrorCode | undefined;
  readonly #plugin: Plugin;
  readonly #parent: HTMLElement;
  readonly #options: RunOptions;
  readonly #root: HTMLElement;
  readonly #ended = new AbortController();
  #view: ShownView | undefined;
  #closed: Promise<void> | undefined;

  constructor(plugin: Plugin, parent: HTMLElement, options: RunOptions) {
    this.#plugin = plugin;
    this.#parent = parent;
    this.#options = options;
    this.#root = parent.ownerDocument.createElement('div');
  }

  async begin(): Promise<void> {
    const { definition } = this.#plugin;
    try {
      const workplace = await connect({ ...definition, ...this.#options });
      this.workplace = workplace;
      this.#watch();
      this.#parent.append(this.#root);
      this.#view = showPlugin(definition, workplace, this.#root, globalThis.customElements);
      await this.#view.shown;
    } catch (error) {
      await this.#fail(isSamspilError(error) ? error.code : 'crashed');
    }
  }

  close(): Promise<void> {
    return (this.#closed ??= this.#end());
  }

  async #end(): Promise<void> {
    this.#ended.abort();
    const hidden = this.#view?.hide();
    // A workplace around this page takes the frame away; the words below are for everybody else.
    this.workplace?.close(this.error);
    this.#root.remove();
    await hidden;
  }

  /** The page is the plugin's: what escapes here, escaped from it. */
  #watch(): void {
    const { signal } = this.#ended;
    const crash = () => void this.#fail('crashed');
    // Without an error it is the browser's own remark, such as that of a ResizeObserver.
    globalThis.addEventListener('error', ({ error }) => error != null && isCrash(error) && crash(), {
      signal,
    });
    globalThis.addEventListener('unhandledrejection', ({ reason }) => isCrash(reason) && crash(), { signal });
  }

  async #fail(code: SamspilErrorCode): Promise<void> {
    if (this.error || this.#closed) return;
    this.error = code;
    const locale =
      this.workplace?.locale.value ??
      (globalThis.document.documentElement.lang || globalThis.navigator.language);
    // What a broken plugin's clean-up throws changes nothing any more.
    await this.close().catch(() => undefined);
    const explain = this.#options.explain ?? (await import('./failure-words.ts')).failureWords;
    const words = this.#parent.ownerDocument.createElement('p');
    words.setAttribute('role', 'alert');
    words.dataset['code'] = code;
    this.#parent.append(words);
    words.textContent = await explain(code, locale);
  }
}
