import { css } from 'lit';

// The tick of .line.ok lies in a filled disc and takes the colour of the surface around it.
export const styles = css`
  .summary {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    align-items: center;
    justify-content: space-between;
    padding: 0.375rem var(--_space);
    min-height: var(--_touch);
  }
  .words,
  .lines {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    align-items: center;
    min-width: 0;
  }
  .line {
    display: inline-flex;
    gap: 0.4375rem;
    align-items: flex-start;
    min-width: 0;
  }
  .line.ok,
  .line.warn,
  .line.danger,
  .line .icon {
    color: var(--tone);
  }
  .line .icon {
    margin-block-start: 0.1em;
  }
  .line.ok .icon {
    --_ok-surface: var(--_surface);
  }
  .toggle .icon {
    transition: rotate 0.15s;
  }
  .toggle[aria-expanded='true'] .icon {
    rotate: 180deg;
  }
`;
