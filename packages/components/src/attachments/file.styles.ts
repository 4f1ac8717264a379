import { css } from 'lit';

/** A file of an entry, and the place where it is shown. */
export const fileStyles = css`
  .file {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    align-items: center;
    font-size: 0.9375rem;
  }
  .file a {
    display: inline-flex;
    gap: 0.25rem;
    align-items: center;
    min-height: var(--_touch);
    color: var(--_accent);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .file .title {
    overflow-wrap: anywhere;
  }
  .file button {
    margin-block: 0.25rem;
  }
  .entry > .viewer {
    margin-block-start: 0.5rem;
    margin-inline-end: 0;
    padding: 0.5rem;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
  }
  .viewer > .bar {
    display: flex;
    gap: 0.75rem;
    align-items: center;
    justify-content: space-between;
    margin-block-end: 0.5rem;
    overflow-wrap: anywhere;
  }
  .viewer .notice {
    margin-block-end: 0.5rem;
  }
  .viewer img {
    display: block;
    max-width: 100%;
    height: auto;
    background: #ffffff;
  }
  .viewer iframe {
    display: block;
    width: 100%;
    height: 75vh;
    min-height: 20rem;
    border: 0;
    background: #ffffff;
  }
  .viewer pre {
    max-height: 75vh;
    margin: 0;
    overflow: auto;
    font: inherit;
    font-size: 1rem;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  @media print {
    .viewer pre {
      max-height: none;
    }
  }
`;
