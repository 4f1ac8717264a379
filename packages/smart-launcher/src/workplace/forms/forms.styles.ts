import { css } from 'lit';

/** The list of forms, and one form that is open. */
export const forms = css`
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
  }
  .form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5rem;
    scroll-margin-block-start: calc(var(--workplace-banner, 4rem) + 0.5rem);
  }
  /* What is to be corrected stays in sight, below the patient banner, which does so too. */
  samspil-questionnaire::part(summary) {
    inset-block-start: calc(var(--workplace-banner, 4rem) + 0.25rem);
    scroll-margin-block-start: calc(var(--workplace-banner, 4rem) + 0.5rem);
  }
  /* Both would leave no room for the form: it is led to once, and then scrolls away. */
  @media (max-height: 44rem), (max-width: 40rem) {
    samspil-questionnaire::part(summary) {
      position: static;
    }
  }
  .back {
    justify-self: start;
  }
  h3 {
    margin-block-end: 0.25rem;
    color: var(--samspil-text-muted);
  }
  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0.25rem 0.75rem;
    align-items: center;
    padding-block: 0.375rem;
    border-block-start: 1px solid var(--samspil-border);
  }
  li > div {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .name {
    font-weight: 600;
  }
  .wrong .name {
    text-decoration: line-through;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
  }
  [slot='actions'] {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5rem;
    width: 100%;
  }
  button.danger {
    border-color: var(--samspil-danger-border);
    background: var(--samspil-danger-surface);
    color: var(--samspil-danger-text);
  }
  button[aria-disabled='true'] {
    opacity: 0.6;
    cursor: progress;
  }
  .saved {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.5rem;
    align-items: center;
  }
  @media print {
    button {
      display: none;
    }
  }
`;
