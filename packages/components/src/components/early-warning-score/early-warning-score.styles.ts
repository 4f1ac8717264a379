import { css } from 'lit';

// Wide, the total stands beside the parameters; narrow, above them. On paper the button is left out.
export const styles = css`
  .layout {
    display: grid;
    gap: var(--_space);
    padding-block-end: var(--_space);
  }
  .side {
    display: grid;
    gap: 0.625rem;
    align-content: start;
    min-width: 0;
  }
  .result {
    display: flex;
    gap: 0.875rem;
    align-items: center;
    padding: 0.5rem 0.875rem;
    border: 2px solid var(--tone-border, var(--_border-strong));
    border-radius: var(--_radius-small);
    background: var(--tone-surface, none);
    color: var(--tone, inherit);
  }
  .result > :last-child {
    min-width: 0;
  }
  .result.none {
    border: 1px dashed var(--_border-strong);
    color: var(--_text-muted);
  }
  .total {
    font-size: 2.75rem;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    line-height: 1.1;
  }
  .says {
    display: flex;
    gap: 0.4375rem;
    font-weight: 700;
  }
  .says .icon {
    flex: none;
    margin-block-start: 0.1em;
  }
  .none .says {
    font-weight: 500;
  }
  .times {
    display: grid;
    gap: 0.25rem;
  }
  .times > span:last-child:not(:first-child),
  .missing,
  .made {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
    align-items: center;
  }
  .made > svg + span {
    flex: 1;
  }
  .missing,
  .times > span:last-child:not(:first-child) {
    flex-wrap: nowrap;
  }
  .overdue {
    padding: 0.25rem 0.5rem;
    border: 1px solid var(--tone-border, var(--_border-strong));
    border-radius: var(--_radius-small);
    background: var(--tone-surface, none);
    color: var(--tone, inherit);
    font-weight: 600;
  }
  .icon {
    flex: none;
  }
  .small,
  .missing {
    color: var(--_text-muted);
    font-size: 0.875rem;
  }
  td .small {
    display: block;
  }
  table {
    width: 100%;
    table-layout: fixed;
    /* A page without a doctype gives its tables a colour and a size of their own. */
    color: inherit;
    font: inherit;
    border-collapse: collapse;
  }
  thead {
    color: var(--_text-muted);
    font-size: 0.8125rem;
  }
  th,
  td {
    overflow-wrap: break-word;
    hyphens: auto;
  }
  th {
    font-weight: 600;
    text-align: start;
  }
  thead th {
    padding-block-end: 0.25rem;
  }
  tbody th,
  tbody td {
    padding-block: 0.3125rem;
    padding-inline-end: 0.5rem;
    border-block-start: 1px solid var(--_border);
    vertical-align: baseline;
  }
  thead th:first-child {
    width: 50%;
  }
  tbody th {
    font-size: 0.9375rem;
    font-weight: 500;
  }
  .value {
    font-weight: 700;
    font-variant-numeric: tabular-nums;
  }
  th.number,
  td.number {
    width: 2.75rem;
    padding-inline-end: 0;
    text-align: end;
  }
  .points {
    display: inline-grid;
    place-items: center;
    min-width: 1.75rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
    font-variant-numeric: tabular-nums;
  }
  .points.p1,
  .points.p2 {
    border-color: var(--_border-strong);
    font-weight: 700;
  }
  .points.p3 {
    border: 3px double currentColor;
    font-weight: 700;
  }
  @container list (min-width: 44rem) {
    .layout {
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    }
  }
  @media print {
    .task button {
      display: none;
    }
    .result {
      break-inside: avoid;
      background: none;
      color: inherit;
    }
  }
`;
