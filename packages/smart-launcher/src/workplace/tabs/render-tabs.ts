import { html, type TemplateResult } from 'lit';

/** One row of tabs: the chosen one is the only one that Tab reaches. */
export interface Tabs<Name extends string> {
  readonly names: readonly Name[];
  readonly chosen: Name;
  readonly label: string;
  readonly titleOf: (name: Name) => string;
  readonly choose: (name: Name) => void;
}

/**
 * Tabs and the panel of the chosen one. Arrow keys, Home and End move between tabs and open them.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 */
export function renderTabs<Name extends string>(
  { names, chosen, label, titleOf, choose }: Tabs<Name>,
  panel: TemplateResult,
): TemplateResult {
  const moved = (event: KeyboardEvent) => {
    const next = nextTab(names, chosen, event.key);
    if (next === undefined) return;
    event.preventDefault();
    choose(next);
    const list = event.currentTarget as HTMLElement;
    list.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return html`<div role="tablist" aria-label=${label} @keydown=${moved}>
      ${names.map(
        (name) =>
          html`<button
            type="button"
            role="tab"
            id=${`tab-${name}`}
            aria-selected=${name === chosen}
            aria-controls="content"
            tabindex=${name === chosen ? 0 : -1}
            @click=${() => choose(name)}
          >
            ${titleOf(name)}
          </button>`,
      )}
    </div>
    <div role="tabpanel" id="content" aria-labelledby=${`tab-${chosen}`} tabindex="0">${panel}</div>`;
}

function nextTab<Name extends string>(names: readonly Name[], chosen: Name, key: string): Name | undefined {
  const at = names.indexOf(chosen);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 }[key];
  return to === undefined ? undefined : names[(to + names.length) % names.length];
}
