import { css } from 'lit';

export const styles = css`
  p {
    display: flex;
    gap: 0.375rem;
    align-items: baseline;
    margin-block-end: 0.25rem;
    color: var(--_text-muted);
    font-size: 0.875rem;
    font-weight: 400;
  }
  .warn {
    color: var(--tone);
    font-weight: 600;
  }
  .icon {
    align-self: center;
  }
`;
