import { css } from 'lit';

export const styles = css`
  .heads,
  .line {
    display: grid;
    grid-template-columns:
      minmax(0, 5fr) minmax(0, 5fr) minmax(0, 4fr)
      9rem 13rem;
    gap: 0.125rem 1rem;
    align-items: start;
  }
  .heads {
    align-items: baseline;
  }
  /* The headings stay while their rows go by (TBL-01). */
  .heads {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    margin-inline: 0;
    padding-block: 0.25rem;
    padding-inline: var(--_space) calc(8rem + var(--_space));
    border-block: 1px solid var(--_border);
    background: var(--_surface-sunken);
    color: var(--_text-muted);
    font-size: 0.8125rem;
    font-weight: 600;
  }
  .cell {
    min-width: 0;
  }
  .cell dt {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .value {
    display: inline-block;
    margin-inline-end: 0.5rem;
    font-variant-numeric: tabular-nums;
  }
  .cell.value {
    display: block;
  }
  .number {
    font-weight: 700;
  }
  .cell .number {
    font-size: 1.125rem;
  }
  .off .number,
  .absent .number {
    font-weight: 500;
  }
  .absent,
  .of,
  .converted,
  .before {
    color: var(--_text-muted);
  }
  .converted,
  .before,
  .range {
    display: block;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  .flags {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.5rem;
    align-items: center;
  }
  .trend dd {
    display: flex;
    flex-wrap: wrap;
    gap: 0.125rem 0.5rem;
    align-items: center;
  }
  .spark {
    flex: none;
    inline-size: 4.5rem;
    block-size: 1.5rem;
    overflow: visible;
    color: var(--_text-muted);
  }
  .spark .line {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.25;
  }
  .spark .dots {
    stroke: var(--_accent);
    stroke-width: 4;
    stroke-linecap: round;
  }
  .spark .newest {
    stroke-width: 6;
  }
  .spark .interval {
    fill: var(--_border);
    opacity: 0.6;
  }
  .panel {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    align-items: baseline;
    min-height: var(--_touch);
    padding-block: 0.625rem 0;
    padding-inline-end: 9rem;
    border-block-start: 1px solid var(--_border-strong);
  }
  .panel h3 {
    padding: 0;
  }
  .panel .tags {
    margin: 0;
  }
  .panel > details {
    flex-basis: 100%;
  }
  .panel > details > summary {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 0;
  }
  .conclusion {
    padding-block-end: 0.5rem;
  }
  .critical ul {
    margin-block-start: 0.125rem;
  }
  .critical b {
    font-variant-numeric: tabular-nums;
  }
  .units {
    display: flex;
    margin-block-end: 0.5rem;
    gap: 0.5rem;
    align-items: center;
    font-size: 0.9375rem;
  }
  select {
    min-height: var(--_touch);
    padding-inline: 0.5rem;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
    color: var(--_text);
    font: inherit;
  }
  table {
    width: 100%;
    margin-block-end: 0.75rem;
    border-collapse: collapse;
    font-size: 0.9375rem;
  }
  caption {
    padding-block: 0.25rem;
    color: var(--_text-muted);
    text-align: start;
  }
  th,
  td {
    padding-block: 0.25rem;
    padding-inline: 0 0.75rem;
    border-block-end: 1px solid var(--_border);
    text-align: start;
    vertical-align: baseline;
    overflow-wrap: break-word;
  }
  thead th {
    color: var(--_text-muted);
    font-size: 0.8125rem;
  }
  tbody th {
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
  @container list (max-width: 56rem) {
    .heads {
      display: none;
    }
    .line {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    .cell.analysis,
    .cell.value {
      grid-column: 1 / -1;
    }
    .cell.interval dt {
      position: static;
      width: auto;
      height: auto;
      clip-path: none;
      color: var(--_text-muted);
      font-size: 0.8125rem;
    }
  }
  @container list (max-width: 26rem) {
    .panel {
      padding-inline-end: 0;
    }
    .panel > details > summary {
      position: static;
    }
    .units {
      flex-basis: 100%;
    }
  }
  @media (forced-colors: active) {
    .spark .interval {
      fill: none;
      stroke: GrayText;
    }
    .spark .dots {
      stroke: CanvasText;
    }
  }
  @media print {
    .heads {
      position: static;
    }
    .units {
      display: none;
    }
  }
`;
