import { css, html } from 'lit';
import type { TemplateResult } from 'lit';
import { checkIcon, infoIcon, stopIcon, warnIcon } from '../icons.ts';
import type { Texts } from '../texts.ts';
import type { DeskNotice } from './desktop-ui.ts';
import { renderBadge } from './render-badge.ts';

const ICONS = { info: infoIcon, success: checkIcon, warning: warnIcon, danger: stopIcon };
const CLASSES = { info: '', success: 'ok', warning: 'warn', danger: 'danger' };

export const noticeStyles = css`
  .notice .said {
    margin-block-start: 0.25rem;
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .notice.ok {
    border-color: var(--samspil-ok-border);
    background: var(--samspil-ok-surface);
    color: var(--samspil-ok-text);
  }
  .notice .dismiss {
    margin: -0.375rem -0.5rem 0 0;
    min-width: var(--samspil-touch);
    padding: 0;
    border-color: transparent;
    background: transparent;
    color: inherit;
  }
`;

/** One notice of a plugin: what kind, in words too; whose; and a way to take it away. */
export function renderNotice(t: Texts, notice: DeskNotice, dismiss: () => void): TemplateResult {
  const { level, text, plugin } = notice;
  return html`<div class="notice ${CLASSES[level]}" data-level=${level}>
    ${ICONS[level]}
    <div>
      <span class="sr-only">${t(`services.level.${level}`)}</span>
      ${renderBadge(t, plugin)}
      <p class="said" dir="auto">${text}</p>
    </div>
    <button type="button" class="dismiss" aria-label=${t('services.dismiss')} @click=${dismiss}>
      <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
        <path d="m6 6 12 12M18 6 6 18" />
      </svg>
    </button>
  </div>`;
}
