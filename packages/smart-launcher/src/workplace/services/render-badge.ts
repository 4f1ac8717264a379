import type { PluginBadge } from '@samspil/sdk/host';
import { css, html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Texts } from '../texts.ts';

export const badgeStyles = css`
  .from {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0 0.375rem;
    padding: 0.0625rem 0.5rem;
    border: 1px solid var(--samspil-border-strong);
    border-radius: 1rem;
    background: var(--samspil-surface-raised);
    color: var(--samspil-text-muted);
    font-size: 0.875rem;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
`;

/** Whose words these are. Stands with everything that a plugin has the workplace show; each name keeps its own direction. */
export function renderBadge(t: Texts, { title, publisher }: PluginBadge): TemplateResult {
  return html`<span class="from"
    ><bdi>${title}</bdi> <span>${t('services.by')} <bdi>${publisher}</bdi></span></span
  >`;
}
