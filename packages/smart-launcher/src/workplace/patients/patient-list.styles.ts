import { css } from 'lit';

export const styles = css`
  :host {
    padding: 1rem;
    container: list / inline-size;
  }
  .inner {
    max-width: 84rem;
    margin-inline: auto;
    display: grid;
    gap: 0.75rem;
  }
  .title {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0.5rem 1.25rem;
    align-items: center;
  }
  .tools {
    display: grid;
    grid-template-columns: minmax(0, 2fr) minmax(0, 1fr);
    gap: 0.75rem 1rem;
    align-items: start;
    padding: var(--samspil-space) 1rem;
    border: 1px solid var(--samspil-border);
    border-radius: var(--samspil-radius);
    background: var(--samspil-surface);
  }
  .field {
    display: grid;
    gap: 0.25rem;
    min-width: 0;
  }
  .field .hint {
    font-size: 0.875rem;
    color: var(--samspil-text-muted);
  }
  .search {
    display: flex;
    gap: 0.5rem;
  }
  .search input {
    min-width: 0;
  }
  .state {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem 0.75rem;
    align-items: center;
    min-height: 2rem;
  }
  .state .chip {
    padding-block: 0.125rem;
    border-color: var(--samspil-info-border);
    background: var(--samspil-info-surface);
    color: var(--samspil-info-text);
  }
  .state button {
    padding-inline: 0.5rem;
  }
  .updated {
    display: inline-flex;
    gap: 0.25rem;
    align-items: center;
    margin-inline-start: auto;
    color: var(--samspil-text-muted);
    font-size: 0.9375rem;
  }
  table {
    width: 100%;
    border-collapse: separate;
    border-spacing: 0;
    border: 1px solid var(--samspil-border);
    border-radius: var(--samspil-radius);
    background: var(--samspil-surface);
  }
  thead th {
    position: sticky;
    z-index: 1;
    inset-block-start: 0;
    padding: 0.5rem 0.75rem;
    border-block-end: 2px solid var(--samspil-border-strong);
    background: var(--samspil-surface);
    text-align: start;
    font-size: 0.9375rem;
  }
  thead th:first-child {
    border-start-start-radius: var(--samspil-radius);
  }
  thead th:last-child {
    border-start-end-radius: var(--samspil-radius);
  }
  tbody th,
  td {
    padding: 0.5rem 0.75rem;
    border-block-end: 1px solid var(--samspil-border);
    text-align: start;
    vertical-align: top;
    font-weight: 400;
    overflow-wrap: break-word;
  }
  tbody tr:last-child > * {
    border-block-end: 0;
  }
  tbody tr {
    position: relative;
  }
  tbody tr:nth-child(even) {
    background: color-mix(in srgb, var(--samspil-surface-sunken) 55%, var(--samspil-surface));
  }
  tbody tr:hover,
  tbody tr:focus-within {
    background: var(--samspil-info-surface);
  }
  thead th:first-child {
    width: 48%;
  }
  .spot {
    display: block;
  }
  .open {
    display: inline-block;
    min-height: 0;
    padding: 0.0625rem 0;
    border: 0;
    background: none;
    color: var(--samspil-text);
    font-size: 1.125rem;
    font-weight: 600;
    text-align: start;
  }
  .open:hover:not(:disabled) {
    background: none;
    text-decoration: underline;
  }
  /* The whole row is the target. */
  .open::after {
    content: '';
    position: absolute;
    inset: 0;
  }
  .open:focus-visible {
    outline: none;
  }
  .open:focus-visible::after {
    outline: 3px solid var(--samspil-focus);
    outline-offset: -3px;
    border-radius: var(--samspil-radius-small);
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
  }
  .number {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .family {
    text-transform: uppercase;
  }
  mark {
    padding-inline: 0.125rem;
    border-block-end: 2px solid var(--samspil-warn-border);
    background: var(--samspil-warn-surface);
    color: inherit;
  }
  .remarks {
    margin-block-start: 0.25rem;
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.375rem;
  }
  .more {
    justify-self: center;
  }
  .empty {
    padding: 2rem 1rem;
    text-align: center;
  }
  .empty button {
    margin-block-start: 1rem;
  }
  .label {
    display: none;
  }
  @container list (max-width: 44rem) {
    .title,
    .tools {
      grid-template-columns: minmax(0, 1fr);
    }
    .tools {
      padding: 0.75rem;
    }
    .spot {
      display: inline;
    }
    .spot:not(:empty)::before {
      content: '· ';
    }
    thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    table,
    tbody,
    tbody tr,
    tbody th,
    td {
      display: block;
    }
    tbody tr {
      padding: 0.625rem 0.75rem;
      border-block-end: 1px solid var(--samspil-border);
    }
    tbody tr:last-child {
      border-block-end: 0;
    }
    tbody th,
    td {
      padding: 0;
      border: 0;
    }
    td:empty {
      display: none;
    }
    .label {
      display: inline;
      color: var(--samspil-text-muted);
    }
  }
`;
