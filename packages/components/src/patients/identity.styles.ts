import { css } from 'lit';

/** A patient among others: name first, what tells her from them marked by a line and not by colour alone. */
export const identityStyles = css`
  .who {
    font-size: 1.125rem;
    font-weight: 700;
    overflow-wrap: break-word;
  }
  .family {
    text-transform: uppercase;
  }
  .title {
    font-weight: 400;
  }
  .fact {
    display: block;
  }
  .fact,
  .number {
    font-variant-numeric: tabular-nums;
  }
  .number {
    white-space: nowrap;
  }
  .label {
    color: var(--_text-muted);
  }
  .missing {
    color: var(--_text-muted);
    font-style: italic;
  }
  mark {
    border-block-end: 2px solid var(--_warn-border);
    background: var(--_warn-surface);
    color: inherit;
  }
`;
