import { css } from 'lit';

/** What lies over the page until it is answered or closed. `--width` is how wide it may become. */
export const dialogStyles = css`
  dialog {
    width: min(var(--width, 34rem), calc(100vw - 1rem));
    max-height: calc(100dvh - 1rem);
    padding: 1.5rem;
    border: 1px solid var(--samspil-border-strong);
    border-radius: var(--samspil-radius);
    background: var(--samspil-surface-raised);
    color: var(--samspil-text);
    overflow: auto;
  }
  dialog::backdrop {
    background: rgb(8 16 24 / 0.55);
  }
`;
