import { css } from 'lit';

/** What is unusual about an entry, as a word with an edge. */
export const tagStyles = css`
  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.375rem;
    margin-block-start: 0.25rem;
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
`;
