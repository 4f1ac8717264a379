import { css } from 'lit';

export const styles = css`
  :host {
    container: outbox / inline-size;
  }
  section {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
    justify-content: space-between;
    padding: 0.5rem var(--_space);
  }
  h2 {
    font-size: 1.0625rem;
  }
  .line {
    padding: 0 var(--_space) 0.5rem;
  }
  .notice {
    margin: 0 var(--_space) 0.5rem;
  }
  li {
    display: grid;
    grid-template-columns: 13.5rem minmax(0, 1fr);
    gap: 0.25rem 0.75rem;
    align-items: baseline;
    padding: 0.625rem var(--_space);
    border-block-start: 1px solid var(--_border);
  }
  li .badge {
    justify-self: start;
  }
  .about {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.875rem;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .patient,
  .next,
  .actions,
  .reason {
    flex-basis: 100%;
  }
  .muted {
    color: var(--_text-muted);
  }
  [data-state='rejected'] .next,
  [data-state='conflict'] .next,
  [data-state='needs-login'] .next {
    font-weight: 600;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-block-start: 0.5rem;
  }
  .reason {
    display: grid;
    gap: 0.375rem;
    max-width: 34rem;
    margin-block-start: 0.5rem;
  }
  label {
    font-weight: 600;
  }
  input {
    font: inherit;
    width: 100%;
    min-height: var(--_touch);
    padding: 0.375rem 0.625rem;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
    color: var(--_text);
  }
  .fault {
    display: flex;
    gap: 0.375rem;
    color: var(--tone);
  }
  @container outbox (max-width: 30rem) {
    li {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
