import { css } from 'lit';

// A card is marked by its edge, its shape and its word. Only what is grave has a surface of its own: a wall of colour is
// read by nobody.
export const styles = css`
  .note {
    color: var(--_text-muted);
    font-size: 0.875rem;
    font-weight: 400;
    white-space: nowrap;
  }
  .runs {
    display: flex;
    gap: 0.375rem;
    align-items: center;
    color: var(--tone, inherit);
    font-weight: 600;
  }
  .runs:not(:has(+ details)) {
    padding-block-end: 0.5rem;
  }
  .card {
    margin-block-end: 0.625rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--tone-border, var(--_border-strong));
    border-inline-start-width: 0.3125rem;
    border-radius: var(--_radius-small);
  }
  .card.danger {
    background: var(--tone-surface);
  }
  .card.off {
    border-inline-start-width: 1px;
    border-style: dashed;
    border-color: var(--_border-strong);
    background: none;
  }
  .card.off .grade,
  .card.off h3,
  .dismissed {
    color: var(--_text-muted);
  }
  .grade {
    display: flex;
    gap: 0.375rem;
    align-items: center;
    color: var(--tone, inherit);
    font-size: 0.875rem;
    font-weight: 700;
  }
  .services .facts > div {
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    max-width: 34rem;
  }
  .card h3 {
    padding: 0;
    font-size: 1.125rem;
  }
  .card.danger .muted,
  .card.danger .source,
  .card.danger .label {
    color: var(--tone);
  }
  .source,
  .hint {
    font-size: 0.875rem;
  }
  .label {
    padding-block-start: 0.375rem;
    color: var(--_text-muted);
    font-size: 0.875rem;
    font-weight: 600;
  }
  .label .muted {
    font-weight: 400;
  }
  .suggestion + .suggestion {
    padding-block-start: 0.375rem;
  }
  .offer {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem 0.625rem;
    align-items: center;
  }
  .offer button {
    max-width: 100%;
    text-align: start;
  }
  /* What was taken is still read: also under the pointer, where a button that invites has a surface of its own. */
  .offer button[aria-disabled='true'],
  .offer button[aria-disabled='true']:hover:not(:disabled) {
    cursor: default;
    border-color: var(--_border-strong);
    background: none;
    color: var(--_text);
  }
  .choice,
  .choice > span,
  .why {
    display: flex;
    gap: 0.375rem;
    align-items: flex-start;
    min-width: 0;
    font-weight: 600;
  }
  .why {
    color: var(--tone);
    font-weight: 500;
  }
  .actions {
    padding-inline-start: 0.875rem;
    font-size: 0.9375rem;
  }
  .links ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    align-items: center;
  }
  a {
    color: var(--_accent);
    overflow-wrap: anywhere;
  }
  .links a {
    display: inline-block;
    min-height: var(--_touch);
    padding-block: 0.625rem;
  }
  .card.danger a,
  .card.danger summary,
  .card.danger button.quiet {
    color: inherit;
  }
  .host {
    font-size: 0.875em;
  }
  .dismiss {
    margin-inline-start: -0.875rem;
  }
  .why-not {
    display: grid;
    gap: 0.25rem;
    max-width: 36rem;
    margin-block-start: 0.5rem;
    padding-block-start: 0.5rem;
    border-block-start: 1px solid var(--_border-strong);
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend,
  .why-not > label {
    padding: 0;
    font-weight: 600;
  }
  .reason {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    min-height: var(--_touch);
  }
  .reason input {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
    margin: 0;
    accent-color: var(--_accent);
  }
  textarea {
    box-sizing: border-box;
    width: 100%;
    padding: 0.375rem 0.5rem;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
    color: var(--_text);
    font: inherit;
    resize: vertical;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
  }
  .system {
    padding-block: 0.25rem 0.5rem;
    border-block-start: 1px solid var(--_border);
  }
  @media print {
    .card {
      break-inside: avoid;
      background: none !important;
    }
    .dismiss,
    .why-not {
      display: none;
    }
  }
`;
