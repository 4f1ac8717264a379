import { css } from 'lit';

/** The page around the workplace. Adopted by the document, so that no style stands in the HTML. */
export const page = css`
  html {
    background: var(--samspil-surface-sunken);
    color: var(--samspil-text);
    font-family: var(--samspil-font);
    -webkit-text-size-adjust: 100%;
    /* Clear of the patient banner, which stays at the top. */
    scroll-padding-block-start: 6rem;
  }
  body {
    margin: 0;
  }
  .crash {
    max-width: 34rem;
    margin: 12vh auto;
    padding: 1.5rem;
    border: 1px solid var(--samspil-danger-border);
    border-radius: var(--samspil-radius);
    background: var(--samspil-surface);
    line-height: 1.5;
  }
  .crash h1 {
    margin: 0 0 0.5rem;
    font-size: 1.375rem;
  }
  .crash button {
    min-height: var(--samspil-touch);
    padding: 0 1rem;
    font: inherit;
    font-weight: 600;
  }
`;
