import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 100dvh;
    background: var(--samspil-surface-sunken);
  }
  .skip {
    position: absolute;
    z-index: 2;
    inset: 0.5rem auto auto 0.5rem;
    padding: 0.625rem 1rem;
    border-radius: var(--samspil-radius-small);
    background: var(--samspil-accent);
    color: var(--samspil-on-accent);
    font-weight: 600;
  }
  .skip:not(:focus) {
    width: 1px;
    height: 1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
  }
  main {
    flex: 1;
    width: 100%;
    min-width: 0;
  }
  .notices {
    display: grid;
    gap: 0.5rem;
    padding: 0.625rem 1rem;
  }
  .opening {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 0.75rem;
    min-height: 60vh;
    padding: 1rem;
    color: var(--samspil-text-muted);
  }
  .opening .mark {
    width: 3rem;
    height: 3rem;
  }
  .failed {
    width: min(100% - 2rem, 36rem);
    margin: 12vh auto;
  }
  .failed h1 {
    margin-block-end: 0.75rem;
  }
  .failed p {
    margin-block-start: 0.75rem;
  }
`;
