import { css } from 'lit';

export const styles = css`
  dialog {
    width: min(34rem, calc(100vw - 1.5rem));
    max-height: calc(100dvh - 1.5rem);
    padding: 1.25rem;
    overflow: auto;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    color: var(--_text);
  }
  dialog::backdrop {
    background: rgb(8 16 24 / 0.55);
  }
  h2 {
    font-size: 1.125rem;
  }
  .holds {
    display: grid;
    gap: 0.75rem;
    margin-block: 0.75rem;
  }
  .holds strong {
    overflow-wrap: anywhere;
  }
  .reason {
    display: block;
    margin-block-start: 0.125rem;
    padding-inline-start: 0.75rem;
    border-inline-start: 0.25rem solid var(--_border-strong);
    overflow-wrap: anywhere;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.625rem;
    margin-block-start: 1rem;
  }
  /* Over the page, wherever it is scrolled to: what was kept is of no use where nobody sees it. */
  .notices {
    position: fixed;
    z-index: 3;
    inset: auto 0.75rem 0.75rem auto;
    display: grid;
    gap: 0.5rem;
    width: min(26rem, calc(100vw - 1.5rem));
  }
  .notices .notice {
    box-shadow: 0 0.5rem 2rem rgb(0 0 0 / 0.22);
  }
`;
