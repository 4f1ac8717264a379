import { css } from 'lit';

export const styles = css`
  .level {
    display: grid;
    /* Forty-four characters of a substance on at most two lines, with a long word on each (ALG-08). */
    grid-template-columns: minmax(30ch, 5fr) minmax(0, 6fr);
    gap: 0.125rem 1rem;
  }
  .substance {
    font-weight: 700;
  }
  .high {
    /* In the margin, so that every substance begins in one line. */
    margin-inline-start: calc(-1 * var(--_space));
    border-inline-start: 0.3125rem solid var(--_danger-border);
    padding-inline-start: calc(var(--_space) - 0.3125rem);
  }
  .reactions em {
    color: var(--_text-muted);
    font-style: normal;
  }
  .in-text,
  .manifestations {
    margin-block: 0.25rem;
  }
  .status.known {
    font-weight: 700;
  }
  .status .icon {
    align-self: center;
  }
  @container list (max-width: 34rem) {
    .level {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @container list (max-width: 26rem) {
    /* The whole width for the substance (ALG-08): here the button has a line of its own. */
    .entry > :not(details) {
      margin-inline-end: 0;
    }
    .entry > details > summary {
      position: static;
      width: fit-content;
      margin: 0;
    }
    .entry > details > summary > span {
      display: inline;
    }
  }
`;
