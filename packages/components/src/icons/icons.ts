import { svg, type SVGTemplateResult } from 'lit';

/**
 * Shapes that carry meaning, so that colour never does it alone. Always beside a text, hence hidden from screen readers.
 * Marked as pure: a page carries those it shows. Outlines differ: a clock, an arrow, a tick, a diamond, an octagon, a padlock, a triangle.
 */
const icon = (content: () => SVGTemplateResult) =>
  svg`<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"
    stroke-linejoin="round" aria-hidden="true">${content()}</svg>`;

/** Waiting: a clock. */
export const clockIcon = /* @__PURE__ */ icon(
  () => svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>`,
);
/** On its way: an arrow out of a tray. */
export const sendIcon = /* @__PURE__ */ icon(() => svg`<path d="M12 15V4m-5 5 5-5 5 5M4 15v5h16v-5"/>`);
/** Done: a tick in a filled disc. */
export const checkIcon = /* @__PURE__ */ icon(
  () =>
    svg`<circle cx="12" cy="12" r="10" fill="currentColor" stroke="none"/><path d="m7.5 12.5 3 3 6-7" stroke="var(--_ok-surface)" stroke-width="2.5"/>`,
);
/** Two versions: a diamond. */
export const conflictIcon = /* @__PURE__ */ icon(
  () => svg`<path d="M12 2.5 21.5 12 12 21.5 2.5 12Z"/><path d="M12 8v4.5m0 3v.01"/>`,
);
/** Refused: an octagon. */
export const stopIcon = /* @__PURE__ */ icon(
  () => svg`<path d="M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8Z"/><path d="m9 9 6 6m0-6-6 6"/>`,
);
/** Sign in: a padlock. */
export const lockIcon = /* @__PURE__ */ icon(
  () => svg`<rect x="4.5" y="11" width="15" height="9.5" rx="2"/><path d="M8 11V7.5a4 4 0 0 1 8 0V11"/>`,
);
/** Attention: a triangle. */
export const warnIcon = /* @__PURE__ */ icon(
  () => svg`<path d="M12 3 22 20.5H2Z"/><path d="M12 9.5v5m0 3v.01"/>`,
);
/** Information: an i in a ring. */
export const infoIcon = /* @__PURE__ */ icon(
  () => svg`<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5m0-9v.01"/>`,
);
/** No value known: a dashed ring. */
export const unknownIcon = /* @__PURE__ */ icon(
  () => svg`<circle cx="12" cy="12" r="9" stroke-dasharray="3.2 3"/><path d="M8.5 12h7"/>`,
);
/** Protected: a shield. */
export const shieldIcon = /* @__PURE__ */ icon(
  () => svg`<path d="M12 2.5 20 5.5v6c0 5-3.4 8.4-8 10-4.6-1.6-8-5-8-10v-6Z"/>`,
);
/** Opens downwards; turned round when open. */
export const chevronIcon = /* @__PURE__ */ icon(() => svg`<path d="m6 9 6 6 6-6"/>`);
/** No connection: a cloud struck through. */
export const offlineIcon = /* @__PURE__ */ icon(
  () =>
    svg`<path d="M7 18.5h9.5M18 17.6A4 4 0 0 0 17 10a6 6 0 0 0-8.6-3.3M6.6 8.7A5 5 0 0 0 7 18.5M3 3l18 18"/>`,
);
/** Above what is usual: an arrow up; very much so, two. */
export const upIcon = /* @__PURE__ */ icon(() => svg`<path d="M12 20V4m-6 6 6-6 6 6"/>`);
export const farUpIcon = /* @__PURE__ */ icon(() => svg`<path d="m5 12 7-7 7 7M5 20l7-7 7 7"/>`);
/** Below what is usual: an arrow down; very much so, two. */
export const downIcon = /* @__PURE__ */ icon(() => svg`<path d="M12 4v16m-6-6 6 6 6-6"/>`);
export const farDownIcon = /* @__PURE__ */ icon(() => svg`<path d="m5 4 7 7 7-7M5 12l7 7 7-7"/>`);
/** Other than before: two arrows past each other. */
export const changeIcon = /* @__PURE__ */ icon(() => svg`<path d="M4 8h15l-4-4M20 16H5l4 4"/>`);
