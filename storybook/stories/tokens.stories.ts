import { measures, roles } from '@samspil/components/roles';
import { html } from 'lit';

/** The custom properties `--samspil-*` that a theme changes, in the theme and density of the toolbar. */
export default { title: 'Tokens', parameters: { controls: { disable: true } } };

export const Colours = {
  render: () =>
    html`<style>
        .colours {
          display: grid;
          grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr));
          gap: 0.75rem;
        }
        .colours div {
          block-size: 3rem;
          border: 1px solid var(--samspil-border-strong);
          border-radius: var(--samspil-radius-small);
        }
      </style>
      <div class="colours">
        ${Object.entries(roles).map(
          ([name, [light, dark]]) =>
            html`<figure style="margin: 0">
              <div style="background: var(--samspil-${name})"></div>
              <figcaption><code>--samspil-${name}</code><br /><small>${light} · ${dark}</small></figcaption>
            </figure>`,
        )}
      </div>`,
};

export const Measures = {
  render: () =>
    html`<dl>
      ${Object.entries(measures).map(
        ([name, value]) =>
          html`<dt><code>--samspil-${name}</code></dt>
            <dd>${value}</dd>`,
      )}
    </dl>`,
};
