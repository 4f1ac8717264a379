import { css } from 'lit';

export const styles = css`
  .scope,
  .given,
  .limit {
    font-size: 0.9375rem;
  }
  .rule {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.625rem;
    align-items: baseline;
  }
  .rule.deny .verdict {
    color: var(--_danger-text);
  }
  .rule.permit .verdict {
    color: var(--_ok-text);
  }
  .off .rule .verdict {
    color: inherit;
  }
  .verdict .icon {
    margin-inline-end: 0.25rem;
  }
  .exceptions {
    margin-block-start: 0.125rem;
    padding-inline-start: 0.875rem;
    border-inline-start: 0.1875rem solid var(--_border-strong);
  }
  .lost {
    display: flex;
    gap: 0.375rem;
    color: var(--_warn-text);
  }
`;
