import { css } from 'lit';

export const styles = css`
  /* How it begins, in two lines; all of it stands in the thread. */
  .preview {
    display: -webkit-box;
    overflow: hidden;
    color: var(--_text-muted);
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-clamp: 2;
  }
  .preview b,
  .from b {
    color: var(--_text);
    font-weight: 600;
  }
  .preview b .muted,
  .from b .muted {
    font-weight: 400;
  }
  .message {
    max-width: 45rem;
    margin-block: 0.5rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
  }
  .message .when,
  .signature {
    color: var(--_text-muted);
    font-size: 0.875rem;
  }
  .part {
    padding-block-start: 0.5rem;
  }
  .text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .off .text {
    color: var(--_text-muted);
    text-decoration: line-through;
  }
  .answer {
    padding-block-start: 0.5rem;
  }
  @media print {
    .preview {
      display: none;
    }
  }
`;
