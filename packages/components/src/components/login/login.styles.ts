import { css } from 'lit';

export const styles = css`
  section {
    display: grid;
    gap: 0.75rem;
    max-width: 30rem;
    padding: 1.25rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow-wrap: anywhere;
  }
  section.in {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    align-items: center;
    justify-content: space-between;
    max-width: none;
    padding: 0.375rem var(--_space);
  }
  h2 {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    font-size: 1.125rem;
  }
  h2 .icon {
    flex: none;
    color: var(--tone);
  }
  .to strong {
    display: block;
    font-size: 1.375rem;
    line-height: 1.2;
  }
  .label,
  .where {
    color: var(--_text-muted);
  }
  .begin {
    min-height: 3rem;
  }
  .where {
    display: flex;
    gap: 0.5rem;
    font-size: 0.9375rem;
  }
  .notice p + p {
    margin-block-start: 0.25rem;
  }
  [aria-disabled='true'] {
    cursor: progress;
  }
  dialog {
    width: min(32rem, calc(100% - 2rem));
    padding: 1.25rem;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 55%);
  }
  dialog p {
    margin-block-start: 0.75rem;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.625rem;
    margin-block-start: 1.25rem;
  }
`;
