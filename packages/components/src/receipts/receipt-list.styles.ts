import { css } from 'lit';

/** A card with one line for each write: its badge, and beside it, or below where there is no room, what is said of it. */
export const receiptList = css`
  :host {
    container: receipts / inline-size;
  }
  section {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
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
  .muted {
    color: var(--_text-muted);
  }
  [data-state='rejected'] .next,
  [data-state='conflict'] .next,
  [data-state='needs-login'] .next {
    font-weight: 600;
  }
  @container receipts (max-width: 30rem) {
    li {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
