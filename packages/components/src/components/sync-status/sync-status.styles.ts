import { css } from 'lit';

// The tick of .line.ok lies in a filled disc and takes the colour of the surface around it.
export const styles = css`
  :host {
    container: sync / inline-size;
  }
  section {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
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
  .muted {
    color: var(--_text-muted);
  }
  .toggle .icon {
    transition: rotate 0.15s;
  }
  .toggle[aria-expanded='true'] .icon {
    rotate: 180deg;
  }
  li {
    display: grid;
    grid-template-columns: 13.5rem minmax(0, 1fr);
    gap: 0.25rem 0.75rem;
    align-items: baseline;
    padding: 0.5rem var(--_space);
    border-block-start: 1px solid var(--_border);
  }
  li .badge {
    justify-self: start;
  }
  li > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.875rem;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .patient,
  .next {
    flex-basis: 100%;
  }
  [data-state='rejected'] .next,
  [data-state='conflict'] .next,
  [data-state='needs-login'] .next {
    font-weight: 600;
  }
  @container sync (max-width: 30rem) {
    li {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
