import { html, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { marksOf, placeOf, type Axis } from './time-axis.ts';

/** The marks of the axis in words. It stands above and below all entries, which have their own times in words. */
export function renderAxis(axis: Axis, locale: string): TemplateResult {
  return html`<div class="axis" aria-hidden="true">
    ${marksOf(axis, locale).map(
      ({ at, label }) =>
        html`<span style=${styleMap({ insetInlineStart: `${placeOf(at, axis)}%` })}>${label}</span>`,
    )}
  </div>`;
}

/** The word for the strong line, below it. */
export function renderNow(axis: Axis, now: string): TemplateResult {
  return html`<div class="axis" aria-hidden="true">
    <span class="now" style=${styleMap({ insetInlineStart: `${placeOf(axis.now, axis)}%` })}>${now}</span>
  </div>`;
}

/** Lines behind all entries: light ones at the marks, a strong one for now (TML-03), and the future set apart. */
export function renderLines(axis: Axis, locale: string): TemplateResult {
  const place = (at: number) => styleMap({ insetInlineStart: `${placeOf(at, axis)}%` });
  return html`<div class="lines" aria-hidden="true">
    ${marksOf(axis, locale).map(({ at }) => html`<i style=${place(at)}></i>`)}
    <i class="future" style=${place(axis.now)}></i>
    <i class="now" style=${place(axis.now)}></i>
  </div>`;
}
