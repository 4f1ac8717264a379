import { css } from 'lit';

export const styles = css`
  .controls,
  .choices,
  .zoomed,
  .score {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
    align-items: center;
  }
  .controls {
    gap: 0.375rem 0.75rem;
    padding-block-end: 0.5rem;
  }
  .controls button {
    padding-inline: 0.625rem;
    font-weight: 500;
  }
  .controls [data-act] {
    min-width: var(--_touch);
    font-size: 1.125rem;
    line-height: 1;
  }
  .choices [aria-pressed='true'] {
    border: 2px solid var(--_accent);
    background: var(--_info-surface);
    font-weight: 700;
  }
  .zoomed,
  .score,
  .above {
    padding-block-end: 0.5rem;
  }
  .zoomed span {
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }
  .total {
    display: inline-flex;
    gap: 0.375rem;
    align-items: center;
    padding: 0.125rem 0.625rem;
    border: 1px solid var(--tone-border, var(--_border-strong));
    border-radius: 1rem;
    background: var(--tone-surface, none);
    color: var(--tone, inherit);
    font-size: 1.125rem;
  }
  .above {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
  }
  .small,
  .unit {
    color: var(--_text-muted);
    font-size: 0.875rem;
  }
  /* All charts have the same left edge (CHT-19). */
  .card {
    display: grid;
    grid-template-columns: 12rem minmax(0, 1fr);
    gap: 0 0.75rem;
    padding-block: 0.375rem;
    border-block-start: 1px solid var(--_border);
  }
  .card h3 {
    display: flex;
    gap: 0.25rem;
    align-items: baseline;
    padding: 0;
    font-weight: 600;
    line-height: 1.25;
  }
  .symbol {
    width: 0.75rem;
    height: 0.75rem;
    flex: none;
    align-self: center;
    forced-color-adjust: none;
  }
  .latest {
    line-height: 1.2;
  }
  .value {
    font-size: 1.75rem;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .value.words {
    font-size: 1.125rem;
    white-space: normal;
  }
  .tags:empty {
    display: none;
  }
  .tags {
    margin-block: 0 0.125rem;
  }
  .points.p1,
  .points.p2 {
    border-color: var(--_warn-border);
    background: var(--_warn-surface);
    color: var(--_warn-text);
  }
  .points.p3 {
    border-color: var(--_danger-border);
    background: var(--_danger-surface);
    color: var(--_danger-text);
  }
  .chart {
    min-width: 0;
  }
  .plot {
    min-height: 120px;
    overflow: hidden;
    cursor: crosshair;
  }
  .readout {
    min-height: 1.25rem;
    padding-inline-start: 2.375rem;
    font-size: 0.875rem;
    line-height: 1.25rem;
    font-variant-numeric: tabular-nums;
  }
  .notes {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    align-items: center;
    padding-inline-start: 2.375rem;
    font-size: 0.8125rem;
  }
  .notes .fit {
    padding-block: 0;
    font-size: 0.875rem;
  }
  .changes time {
    display: inline-block;
    min-width: 9.5rem;
    color: var(--_text-muted);
    font-variant-numeric: tabular-nums;
  }
  .keys {
    padding-block: 0.25rem 0.625rem;
  }
  .scroll {
    max-height: 36rem;
    margin-block-end: 0.75rem;
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  caption {
    padding: 0.5rem 0.75rem;
    font-weight: 600;
    text-align: start;
  }
  th,
  td {
    padding: 0.25rem 0.75rem;
    border-block-end: 1px solid var(--_border);
    text-align: start;
    vertical-align: baseline;
  }
  thead th {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    padding-block: 0;
    background: var(--_surface-sunken);
  }
  tbody th {
    font-weight: 500;
  }
  tbody tr:nth-child(even) {
    background: var(--_surface-sunken);
  }
  td time {
    white-space: nowrap;
  }
  .sort {
    margin-inline-start: -0.625rem;
    padding-inline: 0.625rem;
    border-color: transparent;
    background: none;
    white-space: nowrap;
  }
  /* Decimal marks stand below each other (TBL-03). */
  .figure {
    white-space: nowrap;
    text-align: end;
  }
  td.figure {
    font-weight: 700;
  }
  .fraction {
    display: inline-block;
    min-width: 2.25ch;
    text-align: start;
  }
  .wrong .fraction {
    text-decoration: line-through;
  }
  .wrong,
  .wrong th {
    color: var(--_text-muted);
    font-weight: 500;
  }
  @container list (max-width: 34rem) {
    .card {
      grid-template-columns: minmax(0, 1fr);
    }
    .figures {
      display: flex;
      flex-wrap: wrap;
      gap: 0 0.625rem;
      align-items: baseline;
    }
    .figures h3 {
      width: 100%;
    }
    th,
    td {
      padding-inline: 0.4375rem;
    }
  }
  @media print {
    :host {
      color-scheme: light;
    }
    .controls,
    .keys,
    .readout {
      display: none;
    }
    .card,
    tr {
      break-inside: avoid;
    }
    .scroll {
      max-height: none;
      overflow: visible;
      border: 0;
    }
    thead th {
      position: static;
    }
    .sort {
      display: inline;
      min-height: 0;
      padding: 0;
    }
  }
  [data-act='earlier'] .icon {
    rotate: 90deg;
  }
  [data-act='later'] .icon {
    rotate: -90deg;
  }
`;
