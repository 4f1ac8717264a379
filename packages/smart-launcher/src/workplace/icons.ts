import { svg } from 'lit';
import type { SVGTemplateResult } from 'lit';

/** Shapes beside a text, never in place of one; hidden from screen readers. */
const icon = (content: SVGTemplateResult) =>
  svg`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"
    stroke-linejoin="round" aria-hidden="true">${content}</svg>`;

/** The mark of the product: two parts that meet. */
export const brandMark = svg`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true"
  ><rect x="2" y="2" width="28" height="28" rx="8" fill="var(--samspil-accent)"/><path
  d="M9 12.5a3.5 3.5 0 0 1 3.5-3.5H16v7H9Zm14 7a3.5 3.5 0 0 1-3.5 3.5H16v-7h7Z" fill="var(--samspil-on-accent)"/><circle
  cx="20.5" cy="11.5" r="2.5" fill="var(--samspil-on-accent)"/><circle cx="11.5" cy="20.5" r="2.5"
  fill="var(--samspil-on-accent)"/></svg>`;
export const backIcon = icon(svg`<path d="M19 12H5m6-6-6 6 6 6"/>`);
export const userIcon = icon(svg`<circle cx="12" cy="8" r="4"/><path d="M4 20.5a8 8 0 0 1 16 0"/>`);
export const chevronIcon = icon(svg`<path d="m6 9 6 6 6-6"/>`);
export const warnIcon = icon(svg`<path d="M12 3 22 20.5H2Z"/><path d="M12 9.5v5m0 3v.01"/>`);
export const stopIcon = icon(
  svg`<path d="M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8Z"/><path d="m9 9 6 6m0-6-6 6"/>`,
);
export const infoIcon = icon(svg`<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5m0-9v.01"/>`);
export const checkIcon = icon(svg`<circle cx="12" cy="12" r="9"/><path d="m8 12.5 3 3 5-6.5"/>`);
export const lockIcon = icon(
  svg`<rect x="4.5" y="11" width="15" height="9.5" rx="2"/><path d="M8 11V7.5a4 4 0 0 1 8 0V11"/>`,
);
export const offlineIcon = icon(
  svg`<path d="M7 18.5h9.5M18 17.6A4 4 0 0 0 17 10a6 6 0 0 0-8.6-3.3M6.6 8.7A5 5 0 0 0 7 18.5M3 3l18 18"/>`,
);
/** A device with something on it. */
export const deviceIcon = icon(
  svg`<rect x="6" y="2.5" width="12" height="19" rx="2.5"/><path d="M12 7v7m-3-3 3 3 3-3M10.5 18h3"/>`,
);
export const outsideIcon = icon(svg`<path d="M14 4h6v6m0-6-9 9M18 14v6H4V6h6"/>`);
export const panelIcon = icon(svg`<path d="m9 8-5 4 5 4m6-8 5 4-5 4"/>`);
