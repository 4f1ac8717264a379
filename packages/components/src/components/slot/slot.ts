import type { PluginState, WorkplaceHost } from '@samspil/sdk/host';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { SignalsController } from '../../controllers/signals-controller.ts';
import { TextController } from '../../controllers/text-controller.ts';
import { stopIcon, warnIcon } from '../../icons/icons.ts';
import { slotTexts } from '../../locales/slot.ts';
import { controls } from '../../tokens/controls.styles.ts';
import { elementTokens } from '../../tokens/tokens.ts';
import { MountedContributions, type SlotEntry } from './mounted-contributions.ts';
import { styles } from './slot.styles.ts';

/**
 * A named place in the workplace that shows what plugins contribute to it: each in a frame with its title and its
 * publisher, and with a way on when it does not answer or could not be opened.
 *
 * @summary A slot for plugins.
 * @tag samspil-slot
 * @csspart plugin - One contribution with its heading.
 * @csspart frame - The place of the plugin's frame.
 */
export class SamspilSlot extends LitElement {
  static override styles = [elementTokens, controls, styles];

  static override properties = {
    host: { attribute: false },
    name: {},
    locale: {},
  };

  readonly #text = new TextController(this, slotTexts);
  #mounted: MountedContributions | undefined;

  /** The workplace whose plugins are shown. */
  declare host: WorkplaceHost | undefined;
  /** Name of the slot, for example `patient.workspace`. */
  declare name: string;
  /** Language. Default: the host's. */
  declare locale: string | undefined;

  constructor() {
    super();
    this.name = '';
    new SignalsController(this, () => [
      this.host?.locale,
      ...(this.#mounted?.entries.map(({ plugin }) => plugin?.state) ?? []),
    ]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#mounted?.dispose();
    this.#mounted = undefined;
  }

  protected override willUpdate(): void {
    const { host, name } = this;
    if (this.#mounted?.host === host && this.#mounted?.name === name) return;
    this.#mounted?.dispose();
    this.#mounted = host && name && this.isConnected ? new MountedContributions(host, name) : undefined;
  }

  protected override updated(_changed: PropertyValues<this>): void {
    const mounted = this.#mounted;
    if (!mounted) return;
    const place = (entry: SlotEntry) =>
      this.renderRoot.querySelector<HTMLElement>(`#frame-${CSS.escape(entry.key)}`);
    const hasNew = mounted.mount(place);
    for (const entry of mounted.entries) {
      if (entry.plugin)
        entry.plugin.element.title = this.#text.t('plugin.frame', { name: this.#titleOf(entry) });
    }
    // The states of the new ones are followed, and shown, from the next rendering on.
    if (hasNew) this.requestUpdate();
  }

  protected override render(): TemplateResult | typeof nothing {
    const mounted = this.#mounted;
    if (!mounted) return nothing;
    return html`<div lang=${this.#text.locale} class="plugins">
      ${repeat(
        mounted.entries,
        // A new list gets new places: the frame of one plugin never ends up in that of another.
        (entry) => entry,
        (entry) => this.#renderEntry(entry),
      )}
    </div>`;
  }

  #titleOf({ manifest }: SlotEntry): string {
    return manifest.title[this.#text.locale] ?? manifest.title.en ?? manifest.id;
  }

  #renderEntry(entry: SlotEntry): TemplateResult {
    const { t } = this.#text;
    const name = this.#titleOf(entry);
    const state = stateOf(entry);
    const { height } = entry.contribution;
    const isShown = !entry.isHidden && state !== 'failed';
    return html`<section
      role="group"
      part="plugin"
      data-plugin=${entry.manifest.id}
      data-state=${state}
      aria-label=${name}
    >
      <div class="header">
        <h3>${name}</h3>
        <span class="badge">${t('plugin.by', { name: entry.manifest.publisher.name })}</span>
        ${
          entry.isHidden
            ? html`<button type="button" class="quiet" @click=${() => this.#show(entry, true)}>
                ${t('plugin.show', { name })}
              </button>`
            : html`<button type="button" class="skip" @click=${(event: Event) => this.#skip(event)}>
                ${t('plugin.skip', { name })}
              </button>`
        }
      </div>
      <div class="body">
        <div role="status">${entry.isHidden ? nothing : this.#renderState(entry, state, name)}</div>
        <div
          id="frame-${entry.key}"
          class="frame"
          part="frame"
          style=${typeof height === 'number' ? `--height: ${height}px` : ''}
          ?hidden=${!isShown}
          aria-busy=${state === 'loading' ? 'true' : 'false'}
        ></div>
      </div>
      <span class="after sr-only" tabindex="-1">${t('plugin.after', { name })}</span>
    </section>`;
  }

  #renderState(entry: SlotEntry, state: PluginState, name: string): TemplateResult | typeof nothing {
    const { t } = this.#text;
    switch (state) {
      case 'loading':
        return html`<div class="loading">
          <span>${t('plugin.loading', { name })}</span>
          <span class="skeleton" aria-hidden="true"></span
          ><span class="skeleton short" aria-hidden="true"></span>
        </div>`;
      case 'not-responding':
        return html`<div class="notice warn">
          ${warnIcon}
          <div>
            <strong>${t('plugin.notResponding', { name })}</strong
            >${t('plugin.waitOrRestart')}${this.#ways(entry)}
          </div>
        </div>`;
      case 'failed':
        return html`<div class="notice danger" data-code=${codeOfEntry(entry)}>
          ${stopIcon}
          <div>
            <strong>${t('plugin.failed', { name })}</strong
            >${this.#text.error(codeOfEntry(entry))}${this.#ways(entry)}
          </div>
        </div>`;
      case 'ready':
        return html`<span class="sr-only">${t('plugin.ready', { name })}</span>`;
      case 'disposed':
        return nothing;
    }
  }

  #ways(entry: SlotEntry): TemplateResult {
    const { t } = this.#text;
    return html`<div class="ways">
      <button type="button" @click=${() => this.#restart(entry)}>${t('plugin.restart')}</button>
      <button type="button" class="quiet" @click=${() => this.#show(entry, false)}>
        ${t('plugin.hide')}
      </button>
    </div>`;
  }

  #restart(entry: SlotEntry): void {
    this.#mounted?.restart(entry);
    this.requestUpdate();
  }

  #show(entry: SlotEntry, isShown: boolean): void {
    entry.isHidden = !isShown;
    this.requestUpdate();
  }

  /** Past the frame, so that a keyboard never has to go through all of a plugin. */
  #skip(event: Event): void {
    (event.target as Element).closest('section')?.querySelector<HTMLElement>('.after')?.focus();
  }
}

function stateOf(entry: SlotEntry): PluginState {
  return entry.failure ? 'failed' : (entry.plugin?.state.value ?? 'loading');
}

function codeOfEntry(entry: SlotEntry): string {
  return entry.failure ?? entry.plugin?.error ?? 'unexpected';
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-slot': SamspilSlot;
  }
}
