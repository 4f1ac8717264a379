import { html, nothing, type TemplateResult } from 'lit';
import { downIcon, farDownIcon, farUpIcon, stopIcon, upIcon } from '../../icons/icons.ts';
import type { Flag } from './flags.ts';

/** Each in a word with its shape; colour only adds (CHT-03). What is normal is a plain word. */
export function renderFlags(flags: readonly Flag[]): TemplateResult | typeof nothing {
  if (flags.length === 0) return nothing;
  return html`<span class="flags">
    ${flags.map((flag) =>
      flag.weight === 'plain'
        ? html`<span class="muted">${flag.text}</span>`
        : html`<span class="tag ${flag.weight === 'critical' ? 'danger' : 'warn'}"
            >${shapeOf(flag)}${flag.text}</span
          >`,
    )}
  </span>`;
}

function shapeOf({ direction, weight }: Flag): unknown {
  const isFar = weight === 'critical';
  if (direction === 'up') return isFar ? farUpIcon : upIcon;
  if (direction === 'down') return isFar ? farDownIcon : downIcon;
  return isFar ? stopIcon : nothing;
}
