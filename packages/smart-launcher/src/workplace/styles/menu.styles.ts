import { css } from 'lit';

/** What opens below a button of the header. `--top` is where the header ends. */
export const menu = css`
  [popover] {
    position: fixed;
    inset: var(--top, 4rem) 0.75rem auto auto;
    width: min(20rem, calc(100vw - 1.5rem));
    max-height: calc(100dvh - var(--top, 4rem) - 0.75rem);
    margin: 0;
    padding: 1rem;
    overflow: auto;
    border: 1px solid var(--samspil-border-strong);
    border-radius: var(--samspil-radius);
    background: var(--samspil-surface-raised);
    color: var(--samspil-text);
    box-shadow: 0 0.5rem 2rem rgb(0 0 0 / 0.22);
  }
`;
