import { css } from 'lit';

export const styles = css`
  .inner-title {
    padding-block: 0.375rem 0.125rem;
    color: var(--_text-muted);
    font-size: 0.8125rem;
    font-weight: 600;
  }
  .description,
  .target {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .inner > li {
    padding-block: 0.25rem;
  }
  .inner > li + li {
    border-block-start: 1px dashed var(--_border);
  }
  .goal .name {
    font-weight: 600;
  }
  .off .name,
  .activity.off {
    color: var(--_text-muted);
    font-weight: 500;
  }
  .who + .who::before {
    content: '· ';
  }
`;
