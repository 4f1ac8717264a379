import type { WorkplaceHost } from '@samspil/sdk/host';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { SignalsController } from '../../controllers/signals-controller.ts';
import { TextController } from '../../controllers/text-controller.ts';
import { slotTexts } from '../../locales/catalogues/slot.ts';
import { controls } from '../../tokens/controls.styles.ts';
import { elementTokens } from '../../tokens/tokens.ts';
import { EntryPlace } from './entry-place.ts';
import { FrameFocus } from './frame-focus.ts';
import { MountedContributions } from './mounted-contributions.ts';
import { OverlayController } from './overlay-controller.ts';
import { renderNote, renderState, type WaysOn } from './render-state.ts';
import { isOnPage, stateOf, type SlotEntry } from './slot-entry.ts';
import { styles } from './slot.styles.ts';

/**
 * A named place in the workplace that shows what plugins contribute to it: each in a frame with its title and its
 * publisher. When one does not answer, fails, is paused or switched off, its place says so in words and offers ways on;
 * the others do not notice. A plugin may ask for another height, and to be shown larger, over the page.
 *
 * @summary A slot for plugins.
 * @tag samspil-slot
 * @slot patient - Who the patient is. Shown on top of a plugin that lies over the page, and only there.
 * @csspart plugin - One contribution with its heading.
 * @csspart frame - The place of the plugin's frame.
 * @cssproperty [--samspil-slot-margin=13rem] - Height of what stands around the slot: a frame is never higher than the rest of the window.
 */
export class SamspilSlot extends LitElement {
  static override styles = [elementTokens, controls, styles];

  static override properties = {
    host: { attribute: false },
    name: {},
    locale: {},
  };

  readonly #text = new TextController(this, slotTexts);
  readonly #frameFocus = new FrameFocus(this);
  readonly #ways: WaysOn = {
    restart: (entry) => this.#restart(entry),
    report: (entry) => this.#report(entry),
    hide: (entry) => this.#show(entry, false),
  };
  readonly #overlays = new OverlayController(this, {
    entries: () => this.#mounted?.entries ?? [],
    sectionOf: (entry) => this.#sectionOf(entry),
  });
  #mounted: MountedContributions | undefined;
  /** The frame that each plugin had when it was last rendered. */
  readonly #frames = new WeakMap<SlotEntry, HTMLElement>();

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
      this.host?.context,
      this.host?.online,
      this.host?.plugins,
      this.host?.dirty,
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
    this.#mounted =
      host && name && this.isConnected
        ? new MountedContributions(host, name, (key) => this.#placeOf(key))
        : undefined;
  }

  protected override updated(_changed: PropertyValues<this>): void {
    const mounted = this.#mounted;
    if (!mounted) return;
    const place = (entry: SlotEntry) =>
      this.renderRoot.querySelector<HTMLElement>(`#frame-${CSS.escape(entry.key)}`);
    const hasNew = mounted.mount(place);
    for (const entry of mounted.entries) this.#keepFocus(entry);
    // The states of the new ones are followed, and shown, from the next rendering on.
    if (hasNew) this.requestUpdate();
  }

  protected override render(): TemplateResult | typeof nothing {
    const mounted = this.#mounted;
    if (!mounted) return nothing;
    return html`<div lang=${this.#text.locale} class="plugins">
      ${repeat(
        // What is not asked for yet is not loaded; what ran keeps its page, and what was typed in it, out of sight.
        mounted.entries.filter((entry) => entry.plugin || this.#applies(entry)),
        // A new list gets new places: the frame of one plugin never ends up in that of another.
        (entry) => entry,
        (entry) => this.#renderEntry(entry),
      )}
    </div>`;
  }

  /** Names the frame; and when it is gone, puts the focus of who was in it on the first way on. */
  #keepFocus(entry: SlotEntry): void {
    const { plugin } = entry;
    if (!plugin) return;
    if (this.#frameFocus.wasIn(this.#frames.get(entry))) {
      const section = this.#sectionOf(entry);
      (section?.querySelector<HTMLElement>('.ways button') ?? section?.querySelector('h3'))?.focus();
    }
    if (!isOnPage(plugin.state.value)) return;
    nameElement(plugin.element, this.#text.t('plugin.frame', { name: this.#titleOf(entry) }));
    this.#frames.set(entry, plugin.element);
  }

  #placeOf(key: string): EntryPlace {
    return new EntryPlace(
      () => this.requestUpdate(),
      () => this.#sectionOf({ key })?.offsetHeight ?? 0,
    );
  }

  #sectionOf({ key }: Pick<SlotEntry, 'key'>): HTMLElement | null | undefined {
    return this.renderRoot.querySelector(`#frame-${CSS.escape(key)}`)?.closest('section');
  }

  #titleOf({ plugin, manifest: registered }: SlotEntry): string {
    const manifest = plugin?.manifest ?? registered;
    return manifest.title[this.#text.locale] ?? manifest.title.en ?? manifest.id;
  }

  #applies({ manifest, contribution }: SlotEntry): boolean {
    return this.host?.applies(manifest, contribution) ?? true;
  }

  #renderEntry(entry: SlotEntry): TemplateResult {
    const { t } = this.#text;
    const name = this.#titleOf(entry);
    const state = stateOf(entry);
    const { overlay, height = entry.contribution.height } = entry.place;
    const isShown = !entry.isHidden && isOnPage(state);
    return html`<section
        role=${overlay ? 'dialog' : 'group'}
        popover=${overlay ? 'manual' : nothing}
        data-size=${overlay?.size ?? nothing}
        part="plugin"
        ?hidden=${!this.#applies(entry)}
        data-plugin=${entry.manifest.id}
        data-state=${state}
        aria-label=${overlay ? `${name}: ${overlay.title}` : name}
      >
        <div class="header">
          <h3 tabindex="-1">${name}</h3>
          <span class="badge">${t('plugin.by', { name: entry.manifest.publisher.name })}</span>
          ${this.#isDirty(entry) ? html`<span class="dirty">${t('plugin.dirty')}</span>` : nothing}
          ${overlay ? this.#renderOverlay(entry, overlay.title) : nothing}
          ${
            entry.isHidden
              ? html`<button type="button" class="quiet show" @click=${() => this.#show(entry, true)}>
                  ${t('plugin.show', { name })}
                </button>`
              : html`<button type="button" class="skip" @click=${(event: Event) => this.#skip(event)}>
                  ${t('plugin.skip', { name })}
                </button>`
          }
        </div>
        ${overlay ? html`<slot name="patient"></slot>` : nothing} ${renderNote(entry, this.#text)}
        <div class="body">
          <div role="status">
            ${entry.isHidden ? nothing : renderState(entry, name, this.#text, this.#ways)}
          </div>
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
      </section>
      ${overlay ? html`<div style="block-size: ${overlay.standIn}px"></div>` : nothing}`;
  }

  #renderOverlay(entry: SlotEntry, title: string): TemplateResult {
    return html`<span class="title" dir="auto">${title}</span>
      <button type="button" class="close" @click=${() => this.#overlays.close(entry)}>
        ${this.#text.t('plugin.closeOverlay')}
      </button>`;
  }

  #isDirty({ manifest }: SlotEntry): boolean {
    return this.host?.dirty.value.some(({ plugin }) => plugin.id === manifest.id) ?? false;
  }

  #restart(entry: SlotEntry): void {
    this.#mounted?.restart(entry);
    this.#goTo(entry, 'h3');
  }

  #report(entry: SlotEntry): void {
    entry.plugin?.report();
    entry.isReported = true;
    this.#goTo(entry, '.ways button');
  }

  #show(entry: SlotEntry, isShown: boolean): void {
    entry.isHidden = !isShown;
    this.#goTo(entry, isShown ? '.skip' : '.show');
  }

  /** The button that was pressed goes with what it stood in; the focus stays with the plugin. */
  #goTo(entry: SlotEntry, selector: string): void {
    this.requestUpdate();
    void this.updateComplete.then(() =>
      this.#sectionOf(entry)?.querySelector<HTMLElement>(selector)?.focus(),
    );
  }

  /** Past the frame, so that a keyboard never has to go through all of a plugin. */
  #skip(event: Event): void {
    (event.target as Element).closest('section')?.querySelector<HTMLElement>('.after')?.focus();
  }
}

/** As a screen reader takes it up: the title of a frame, the label of a plugin in the page itself. */
function nameElement(element: HTMLElement, name: string): void {
  if (element instanceof HTMLIFrameElement) element.title = name;
  else if (element.role === 'group') element.ariaLabel = name;
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-slot': SamspilSlot;
  }
}
