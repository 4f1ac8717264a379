import { css } from 'lit';

// The head sticks to the page, so nothing around the table may scroll by itself: the table wraps instead of scrolling.
// Only the patient column is bold and large: it is what a row is known by (LST-12).
export const styles = css`
  header h2 {
    flex: none;
    max-width: 100%;
  }
  .count {
    color: var(--_text-muted);
  }
  .about {
    display: flex;
    flex-wrap: wrap;
    flex: 1;
    gap: 0.25rem 1rem;
    align-items: center;
    justify-content: end;
    color: var(--_text-muted);
  }
  .about:has([open]) {
    flex-basis: 100%;
    justify-content: start;
  }
  .about strong {
    color: var(--_text);
  }
  .filter,
  .changes {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    align-items: center;
    margin-block-end: 0.5rem;
    padding: 0.25rem 0.75rem;
    border: 1px solid var(--_info-border);
    border-radius: var(--_radius-small);
    background: var(--_info-surface);
    color: var(--_info-text);
    min-height: var(--_touch);
  }
  .out {
    flex: 1 1 12rem;
  }
  .widths[open] {
    flex-basis: 100%;
  }
  .sliders {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.25rem;
    align-items: end;
  }
  .sliders label {
    display: grid;
    flex: 0 1 14rem;
  }
  .sliders input {
    width: 100%;
    min-height: var(--_touch);
    accent-color: var(--_accent);
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
    text-wrap: balance;
  }
  tbody tr:last-child > * {
    border-block-end: 0;
  }
  th + th,
  td {
    border-inline-start: 1px solid var(--_border);
  }
  thead th {
    inline-size: var(--width, auto);
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
  /* Until a person says otherwise the names have half of it. */
  table:not(.sized) thead .patient {
    inline-size: 44%;
  }
  .grip {
    position: absolute;
    inset-block: 0;
    inset-inline-end: -0.5rem;
    z-index: 3;
    inline-size: 1rem;
    cursor: col-resize;
    touch-action: none;
  }
  .grip:hover,
  .grip:active {
    border-inline-start: 3px solid var(--_focus);
    margin-inline-end: -0.25rem;
  }
  .key {
    position: sticky;
    inset-inline-start: 0;
    z-index: 1;
    min-width: 11rem;
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
  /* A change has a symbol, a word and an edge beside its colour (LST-18). */
  tr.entry.marked > .changed {
    background: color-mix(in srgb, var(--_info-surface) 70%, var(--_surface));
    box-shadow: inset 0.1875rem 0 var(--_info-border);
  }
  .before {
    display: flex;
    gap: 0.25rem;
    color: var(--_info-text);
    font-size: 0.875rem;
    white-space: normal;
  }
  .before .icon {
    margin-block-start: 0.125rem;
  }
  .gone,
  .gone .who {
    color: var(--_text-muted);
  }
  .gone .who {
    text-decoration: line-through;
  }
  .mark {
    align-items: center;
  }
  /* Above the target that the whole row is. */
  .unmark {
    position: relative;
    z-index: 1;
    padding-inline: 0.375rem;
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
    .grip,
    .widths {
      display: none;
    }
    .about {
      justify-content: start;
    }
    thead th,
    table:not(.sized) thead .patient {
      position: static;
      inline-size: auto;
      flex: auto;
      padding-inline: 0.5rem;
      overflow-wrap: normal;
    }
    .key {
      position: static;
      min-width: 0;
    }
    tbody tr > * {
      padding: 0 0.25rem;
      border: 0;
    }
    tr.entry {
      padding-block: 0.625rem;
    }
    tr.entry:nth-child(even) > * {
      background: none;
    }
    .narrow {
      display: inline;
    }
  }
  @media print {
    .grip,
    .widths {
      display: none;
    }
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
