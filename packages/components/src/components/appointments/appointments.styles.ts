import { css } from 'lit';

export const styles = css`
  .next {
    /* In the margin, so that every name begins in one line. */
    margin-inline-start: calc(-1 * var(--_space));
    border-inline-start: 0.3125rem solid var(--_accent);
    padding-inline-start: calc(var(--_space) - 0.3125rem);
  }
  .label {
    color: var(--_text-muted);
    font-size: 0.8125rem;
    font-weight: 600;
  }
  .where {
    font-size: 0.9375rem;
  }
  .video {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.5rem;
    align-items: center;
    margin-block-start: 0.25rem;
  }
  .video a {
    /* As high as a finger needs, without flex: the space before the host stays. */
    padding-block: calc((var(--_touch) - 1.4em) / 2);
    color: var(--_accent);
    font-weight: 600;
  }
`;
