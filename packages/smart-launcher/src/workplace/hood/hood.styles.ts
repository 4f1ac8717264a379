import { css } from 'lit';

/** Tables and lists of the panel. */
export const hoodStyles = css`
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.9375rem;
  }
  th,
  td {
    padding: 0.25rem 0.75rem 0.25rem 0;
    border-block-end: 1px solid var(--samspil-border);
    text-align: start;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  thead th {
    color: var(--samspil-text-muted);
    font-weight: 600;
  }
  code {
    font:
      0.9375em ui-monospace,
      'Cascadia Mono',
      Menlo,
      Consolas,
      monospace;
    overflow-wrap: anywhere;
  }
  .number {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .entries {
    display: grid;
    gap: 0.75rem;
  }
  .entry {
    padding: 0.625rem 0.75rem;
    border: 1px solid var(--samspil-border);
    border-radius: var(--samspil-radius-small);
    background: var(--samspil-surface);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    align-items: center;
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr));
    gap: 0.375rem 1rem;
    margin-block-start: 0.375rem;
    font-size: 0.9375rem;
  }
  dt {
    color: var(--samspil-text-muted);
  }
  dd {
    overflow-wrap: anywhere;
  }
  @media (max-width: 40rem) {
    .optional {
      display: none;
    }
  }
`;
