import { pluginErrorText } from '@samspil/components/locales';
import type { PluginStatus } from '@samspil/sdk/host';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Texts } from '../texts.ts';
import { renderFacts } from './render-facts.ts';

/** What a plugin may do, beside what it asked for; the difference stands out, with whose decision it was. */
export function renderRights(t: Texts, { manifest, grants, code }: PluginStatus): TemplateResult {
  const list = (names: Iterable<string>) => [...names].join(', ') || t('admin.none');
  return html`<section>
    <h3>${t('admin.rights')}</h3>
    ${renderFacts([
      [t('admin.asked'), html`<code>${manifest.scopes || t('admin.none')}</code>`],
      [t('admin.granted'), html`<code>${grants?.scopes.toString() || t('admin.none')}</code>`],
      [t('admin.capabilities'), list(grants?.capabilities ?? [])],
      [t('admin.permissions'), list(grants?.permissions ?? [])],
      [t('admin.egress'), list(grants?.egress ?? [])],
    ])}
    ${code ? html`<p class="notice danger small">${pluginErrorText(code, t.locale)}</p>` : nothing}
    ${
      grants && grants.withheld.length > 0
        ? html`<ul class="withheld" aria-label=${t('admin.withheld')}>
            ${grants.withheld.map(
              ({ name, why }) => html`<li><code>${name}</code>: ${t(`admin.why.${why}`)}</li>`,
            )}
          </ul>`
        : nothing
    }
  </section>`;
}
