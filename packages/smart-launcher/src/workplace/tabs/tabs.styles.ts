import { css } from 'lit';

/** The row of tabs; the panel's own room is its element's matter. */
export const tabs = css`
  [role='tablist'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
    border-block-end: 1px solid var(--samspil-border-strong);
  }
  [role='tab'] {
    border-color: transparent;
    border-end-start-radius: 0;
    border-end-end-radius: 0;
    background: transparent;
  }
  [role='tab'][aria-selected='true'] {
    border-block-end: 3px solid var(--samspil-accent);
    color: var(--samspil-accent);
  }
  @media (max-width: 40rem) {
    [role='tab'] {
      padding-inline: 0.5rem;
    }
  }
  /* Four in one row of a phone. */
  @media (max-width: 26rem) {
    [role='tablist'] {
      gap: 0;
    }
    [role='tab'] {
      padding-inline: 0.375rem;
      font-size: 0.9375rem;
    }
  }
`;
