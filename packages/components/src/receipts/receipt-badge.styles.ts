import { css } from 'lit';

/** A receipt's state as a pill, in the colours of its tone. */
export const badgeStyles = css`
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    padding: 0.125rem 0.625rem 0.125rem 0.4375rem;
    border: 1px solid var(--tone-border);
    background: var(--tone-surface);
    color: var(--tone);
    border-radius: 1rem;
    font-size: 0.9375rem;
    font-weight: 600;
    white-space: nowrap;
  }
`;
