import type { FhirResource } from 'fhir/r4';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { brokenVariants, withMarkup } from '../../packages/components/src/testing/hostile.ts';

/** An element that shows resources, and those to begin with. */
export interface Playable {
  readonly tag: string;
  readonly resources: readonly FhirResource[];
}

/**
 * An element over resources one can edit: what is typed is what it shows, at once. Nothing leaves the page. What is not
 * JSON is said, and the element keeps what it had.
 */
export class FhirPlayground extends LitElement {
  static override styles = css`
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));
      gap: 1rem;
      align-items: start;
      font-family: var(--samspil-font);
    }
    form,
    div {
      display: grid;
      gap: 0.5rem;
      min-width: 0;
    }
    p {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5rem;
      margin: 0;
    }
    textarea {
      min-height: 26rem;
      font:
        0.8125rem/1.4 ui-monospace,
        monospace;
      tab-size: 2;
    }
    textarea,
    select,
    button {
      padding: 0.375rem 0.625rem;
      border: 1px solid var(--samspil-border-strong);
      border-radius: var(--samspil-radius-small);
      background: var(--samspil-surface-raised);
      color: var(--samspil-text);
    }
    select,
    button {
      min-height: var(--samspil-touch);
      font: inherit;
    }
    [role='alert'] {
      color: var(--samspil-danger-text);
    }
  `;

  static override properties = {
    playables: { attribute: false },
    locale: {},
    chosen: { state: true },
    text: { state: true },
    fault: { state: true },
  };

  declare playables: readonly Playable[];
  declare locale: string;
  declare private chosen: number;
  declare private text: string | undefined;
  declare private fault: string | undefined;
  #resources: readonly FhirResource[] = [];

  constructor() {
    super();
    this.playables = [];
    this.locale = 'da';
    this.chosen = 0;
  }

  protected override willUpdate(): void {
    if (this.text === undefined) this.#take(this.playables[this.chosen]?.resources ?? []);
  }

  protected override render(): TemplateResult {
    return html`<form @submit=${(event: Event) => event.preventDefault()}>
        <label for="element">Element</label>
        <select id="element" @change=${this.#choose}>
          ${this.playables.map(({ tag }, index) => html`<option value=${index}>${tag}</option>`)}
        </select>
        <label for="resources">FHIR R4 resources, as a JSON list</label>
        <textarea
          id="resources"
          spellcheck="false"
          .value=${this.text ?? ''}
          @input=${this.#edit}
          aria-invalid=${this.fault ? 'true' : 'false'}
          aria-describedby="fault"
        ></textarea>
        <div id="fault" role="alert">${this.fault ?? nothing}</div>
        <p>
          <button type="button" @click=${() => this.#begin()}>As published</button>
          <button type="button" @click=${() => this.#take(this.#resources.map(withMarkup))}>
            Markup in every text
          </button>
          <button
            type="button"
            @click=${() => this.#take(this.#resources.slice(0, 1).flatMap(brokenVariants))}
          >
            Every way to be broken
          </button>
          <button type="button" @click=${() => this.#take([])}>Nothing</button>
        </p>
      </form>
      <div id="place"></div>`;
  }

  protected override updated(): void {
    const place = this.renderRoot.querySelector('#place');
    const tag = this.playables[this.chosen]?.tag;
    if (!place || !tag) return;
    if (place.firstElementChild?.localName !== tag) place.replaceChildren(document.createElement(tag));
    Object.assign(place.firstElementChild ?? {}, { resources: this.#resources, locale: this.locale });
  }

  readonly #choose = (event: Event): void => {
    this.chosen = Number((event.currentTarget as HTMLSelectElement).value);
    this.#begin();
  };

  readonly #edit = (event: Event): void => {
    this.text = (event.currentTarget as HTMLTextAreaElement).value;
    try {
      const value: unknown = JSON.parse(this.text);
      this.#resources = (Array.isArray(value) ? value : [value]) as FhirResource[];
      this.fault = undefined;
    } catch (error) {
      this.fault = `Not JSON yet: ${(error as Error).message}`;
    }
  };

  #begin(): void {
    this.#take(this.playables[this.chosen]?.resources ?? []);
  }

  #take(resources: readonly FhirResource[]): void {
    this.#resources = resources;
    this.text = JSON.stringify(resources, null, 2);
    this.fault = undefined;
  }
}
