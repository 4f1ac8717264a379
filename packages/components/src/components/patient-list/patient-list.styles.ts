import { css } from 'lit';

// The head sticks to the page, so nothing around the table may scroll by itself: the table wraps instead of scrolling.
// Only the patient column is bold and large: it is what a row is known by (LST-12).
export const styles = css`
  .about {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    align-items: center;
    padding-block-end: 0.5rem;
    color: var(--_text-muted);
  }
  .about strong {
    color: var(--_text);
  }
  .filter {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    align-items: center;
    margin-block-end: 0.5rem;
    padding: 0.125rem 0.75rem;
    border: 1px solid var(--_info-border);
    border-radius: var(--_radius-small);
    background: var(--_info-surface);
    color: var(--_info-text);
    min-height: var(--_touch);
  }
  table {
    width: calc(100% - 2 * var(--_space));
    border-collapse: separate;
    border-spacing: 0;
  }
  caption {
    height: 0;
  }
  th,
  td {
    padding: 0.5rem 0.75rem;
    border-block-end: 1px solid var(--_border);
    text-align: start;
    vertical-align: top;
    overflow-wrap: break-word;
  }
  tbody tr:last-child > * {
    border-block-end: 0;
  }
  th + th,
  td {
    border-inline-start: 1px solid var(--_border);
  }
  thead th {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    padding: 0 0.75rem;
    border-block: 1px solid var(--_border-strong);
    background: var(--_surface-sunken);
    font-weight: 600;
  }
  .sort {
    width: 100%;
    margin-inline: -0.5rem;
    padding-inline: 0.5rem;
    text-align: start;
  }
  .sort.descending .icon {
    rotate: 180deg;
  }
  tr.entry {
    min-height: 0;
    padding: 0;
  }
  tr.entry > :not(details) {
    margin: 0;
  }
  .key {
    position: sticky;
    inset-inline-start: 0;
    z-index: 1;
    width: 50%;
    overflow-wrap: anywhere;
    background: var(--_surface);
    font-weight: 400;
  }
  tr.entry:nth-child(even) > * {
    background: color-mix(in srgb, var(--_surface-sunken) 45%, var(--_surface));
  }
  tr.open:hover > * {
    background: var(--_surface-sunken);
  }
  .choose {
    min-height: 0;
    padding: 0;
    border: 0;
    background: none;
    max-width: 100%;
    text-align: start;
    color: var(--_accent);
  }
  .choose:hover:not(:disabled) {
    background: none;
    text-decoration: underline;
  }
  /* The whole row is the target. */
  .choose::after {
    content: '';
    position: absolute;
    inset: 0;
  }
  .choose:focus-visible {
    outline: none;
  }
  .choose:focus-visible::after {
    outline: 3px solid var(--_focus);
    outline-offset: -3px;
  }
  .narrow {
    display: none;
  }
  .time {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .covered {
    padding-block: 1rem;
  }
  @container list (max-width: 40rem) {
    table,
    tbody,
    tbody tr,
    tbody th,
    tbody td {
      display: block;
    }
    table {
      width: auto;
    }
    thead tr {
      display: flex;
      flex-wrap: wrap;
    }
    thead {
      position: sticky;
      inset-block-start: 0;
      z-index: 2;
      display: block;
    }
    thead th {
      position: static;
      flex: auto;
      padding-inline: 0.5rem;
      overflow-wrap: normal;
    }
    .key {
      position: static;
      width: auto;
    }
    tbody tr > * {
      padding: 0 0.25rem;
      border: 0;
    }
    tr.entry {
      padding-block: 0.625rem;
      border-block-end: 1px solid var(--_border);
    }
    tr.entry:last-child {
      border-block-end: 0;
    }
    tr.entry:nth-child(even) > * {
      background: none;
    }
    .narrow {
      display: inline;
    }
  }
  @media print {
    thead th,
    .key {
      position: static;
    }
    .choose,
    .sort {
      display: inline;
      color: inherit;
    }
  }
`;
