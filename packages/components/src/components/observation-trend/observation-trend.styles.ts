import { css } from 'lit';

export const styles = css`
  :host {
    container: trend / inline-size;
  }
  section {
    min-width: 0;
  }
  section > header {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem 1rem;
    align-items: center;
    justify-content: space-between;
    margin-block-end: 0.5rem;
  }
  h2 {
    font-size: 1.125rem;
  }
  .controls,
  .periods {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
  }
  .periods button,
  .switch {
    font-weight: 500;
  }
  .periods [aria-pressed='true'] {
    border: 2px solid var(--_accent);
    background: var(--_info-surface);
    font-weight: 700;
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));
    gap: 0.5rem;
  }
  .card {
    display: grid;
    grid-template-columns: 9.25rem minmax(0, 1fr);
    gap: 0 0.75rem;
    min-width: 0;
    padding: 0.5rem 0.75rem 0.375rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .card.skeleton {
    min-height: 9.5rem;
    border: 0;
    background: var(--_border);
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    grid-column: 1 / -1;
    gap: 0 0.75rem;
    justify-content: space-between;
    line-height: 1.4;
  }
  h3 {
    font-size: 0.9375rem;
    font-weight: 600;
  }
  .latest {
    line-height: 1.15;
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
  .unit,
  .small {
    color: var(--_text-muted);
    font-size: 0.875rem;
  }
  .notes {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
    margin-block: 0.125rem;
  }
  .tag {
    display: inline-flex;
    gap: 0.25rem;
    align-items: center;
    padding: 0 0.4375rem;
    border: 1px solid var(--tone-border, var(--_border-strong));
    border-radius: 1rem;
    background: var(--tone-surface, none);
    color: var(--tone, inherit);
    font-size: 0.8125rem;
    font-weight: 600;
  }
  .chart {
    min-width: 0;
  }
  .plot {
    min-height: 124px;
    overflow: hidden;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.625rem;
    align-items: center;
    font-size: 0.8125rem;
  }
  .swatch {
    width: 1.125rem;
    height: 0.75rem;
    margin-inline-end: -0.25rem;
    border: 1px solid var(--_ok-border);
    background: var(--_chart-band);
    forced-color-adjust: none;
  }
  .readout {
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  .empty,
  .nothing {
    align-self: center;
    color: var(--_text-muted);
  }
  .nothing {
    display: flex;
    gap: 0.5rem;
    padding: var(--_space);
    border: 1px dashed var(--_border-strong);
    border-radius: var(--_radius);
  }
  .changes {
    align-self: center;
  }
  .changes li {
    padding-block: 0.125rem;
  }
  .changes time {
    display: inline-block;
    min-width: 9.5rem;
    color: var(--_text-muted);
    font-variant-numeric: tabular-nums;
  }
  .scroll {
    max-height: 32rem;
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
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
    padding: 0.3125rem 0.75rem;
    border-block-end: 1px solid var(--_border);
    text-align: start;
    vertical-align: baseline;
  }
  thead th {
    position: sticky;
    inset-block-start: 0;
    background: var(--_surface-sunken);
  }
  tbody th {
    font-weight: 500;
  }
  tbody tr:nth-child(even) {
    background: var(--_surface-sunken);
  }
  .figure {
    text-align: end;
  }
  td.figure {
    font-weight: 700;
  }
  td small {
    color: var(--_text-muted);
    font-weight: 500;
  }
  @container trend (max-width: 26rem) {
    .card {
      grid-template-columns: minmax(0, 1fr);
    }
    th,
    td {
      padding-inline: 0.4375rem;
    }
  }
`;
