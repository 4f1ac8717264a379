import { css } from 'lit';

export const adminStyles = css`
  .page {
    display: grid;
    gap: 1rem;
    max-width: 76rem;
    margin-inline: auto;
    padding: 1rem;
  }
  .page > header {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
  }
  h1 {
    overflow-wrap: anywhere;
  }
  h1:focus {
    outline: none;
  }
  .back {
    margin-inline-start: auto;
  }
  .plugins {
    display: grid;
    gap: 1rem;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    align-items: center;
    margin-block-end: 0.5rem;
  }
  .parts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr));
    gap: 1rem 1.5rem;
  }
  .parts > section {
    min-width: 0;
  }
  .parts h3 {
    margin-block-end: 0.375rem;
    padding-block-end: 0.25rem;
    border-block-end: 1px solid var(--samspil-border);
  }
  dl {
    display: grid;
    grid-template-columns: fit-content(9.5rem) minmax(0, 1fr);
    gap: 0.25rem 0.75rem;
    font-size: 0.9375rem;
  }
  dt {
    color: var(--samspil-text-muted);
  }
  dd {
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
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
  .withheld,
  .findings {
    display: grid;
    gap: 0.25rem;
    margin-block-start: 0.5rem;
  }
  .parts > .isolation {
    grid-column: 1 / -1;
  }
  .findings {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr));
    gap: 0.25rem 1.5rem;
    font-size: 0.9375rem;
  }
  .to-approve ul {
    margin-block: 0.375rem 0.75rem;
    padding-inline-start: 1.25rem;
    list-style: disc;
    overflow-wrap: anywhere;
  }
  .withheld li {
    padding: 0.25rem 0.5rem;
    border-inline-start: 0.25rem solid var(--samspil-warn-border);
    background: var(--samspil-warn-surface);
    color: var(--samspil-warn-text);
    font-size: 0.9375rem;
    overflow-wrap: anywhere;
  }
  .notice {
    margin-block: 0.5rem;
  }
  .notice.to-approve {
    margin-block-end: 1rem;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: end;
    margin-block-start: 1rem;
    padding-block-start: 0.75rem;
    border-block-start: 1px solid var(--samspil-border);
  }
  form {
    display: flex;
    flex-wrap: wrap;
    flex: 1 1 22rem;
    gap: 0.5rem;
    align-items: end;
  }
  form label {
    flex: 1 1 14rem;
  }
`;
