import { css } from 'lit';

export const styles = css`
  .ranges {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
    padding-block-end: 0.5rem;
  }
  .ranges [aria-pressed='true'] {
    border: 2px solid var(--_accent);
    background: var(--_info-surface);
    font-weight: 700;
  }
  .plot {
    position: relative;
    /* The lines lie behind the rows, whose own surface must not hide them. */
    isolation: isolate;
    overflow: clip;
  }
  .axis {
    position: relative;
    height: 1.5rem;
    overflow: hidden;
    color: var(--_text-muted);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  .axis span {
    position: absolute;
    padding-inline-start: 0.25rem;
    white-space: nowrap;
  }
  .lines {
    position: absolute;
    z-index: -1;
    inset: 0 0 1.5rem;
  }
  .lines i {
    position: absolute;
    inset-block: 0;
    border-inline-start: 1px solid var(--_chart-grid);
    font-style: normal;
  }
  .lines .future {
    inset-inline-end: 0;
    background: var(--_surface-sunken);
  }
  .lines .now {
    border-inline-start: 2px solid var(--_text);
  }
  .axis .now {
    padding-inline-start: 0;
    color: var(--_text);
    font-weight: 700;
    translate: -50%;
  }
  :host(:dir(rtl)) .axis .now {
    translate: 50%;
  }
  .plot .entry:hover {
    background: none;
    outline: 1px solid var(--_border-strong);
    outline-offset: -1px;
  }
  .plot .entry:nth-child(even) {
    background: color-mix(in srgb, var(--_text) 4%, transparent);
  }
  .plot .entry > .track {
    margin-inline-end: 0;
  }
  .what {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    align-items: baseline;
  }
  .what .when {
    color: var(--_text-muted);
    font-size: 0.875rem;
  }
  .track {
    position: relative;
    height: 1rem;
    margin-block-start: 0.25rem;
  }
  .track b {
    position: absolute;
    inset-block-start: 0.125rem;
    height: 0.75rem;
  }
  .moment {
    width: 0.75rem;
    margin-inline-start: -0.375rem;
    border-radius: 0.125rem;
    background: var(--_chart-line);
    rotate: 45deg;
    forced-color-adjust: none;
  }
  .track.crowded {
    height: 2rem;
  }
  .crowded .stroke {
    inset-block-start: 1.125rem;
    height: 0.875rem;
    width: 0.125rem;
    background: var(--_chart-line);
    forced-color-adjust: none;
  }
  .crowded small {
    position: absolute;
    color: var(--_text-muted);
    font-size: 0.8125rem;
    line-height: 1;
    translate: -50%;
    font-variant-numeric: tabular-nums;
  }
  :host(:dir(rtl)) .crowded small {
    translate: 50%;
  }
  .period {
    min-width: 0.25rem;
    border: 1px solid var(--_chart-line);
    border-radius: 0.1875rem;
    background: color-mix(in srgb, var(--_chart-line) 45%, var(--_surface));
    forced-color-adjust: none;
  }
  .begins-before {
    border-inline-start: 0;
    border-start-start-radius: 0;
    border-end-start-radius: 0;
  }
  .goes-on {
    border-inline-end-style: dashed;
    border-start-end-radius: 0;
    border-end-end-radius: 0;
  }
  .vague {
    border-style: dashed;
    background: none;
  }
  @media (forced-colors: active) {
    .moment,
    .crowded .stroke {
      background: CanvasText;
    }
    .period {
      border-color: CanvasText;
      background: GrayText;
    }
    .lines .now {
      border-color: Highlight;
    }
  }
  @media print {
    .ranges {
      display: none;
    }
  }
`;
