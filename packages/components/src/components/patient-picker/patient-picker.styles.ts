import { css } from 'lit';

// The results touch the field (SEA-01) and push down what is below: nothing may cover a patient banner (BAN-09).
export const styles = css`
  :host {
    max-width: 40rem;
  }
  label {
    display: block;
    font-weight: 600;
  }
  .hint,
  .status {
    color: var(--_text-muted);
    font-size: 0.9375rem;
  }
  input {
    width: 100%;
    min-height: var(--_touch);
    margin-block-start: 0.25rem;
    padding: 0.375rem 0.75rem;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
    color: var(--_text);
    font: inherit;
  }
  input[aria-expanded='true'] {
    border-end-start-radius: 0;
    border-end-end-radius: 0;
  }
  input:disabled {
    border-style: dashed;
    background: var(--_surface-sunken);
    color: var(--_text-muted);
  }
  .results {
    max-height: min(26rem, 60vh);
    overflow-y: auto;
    border: 1px solid var(--_border-strong);
    border-block-start: 0;
    border-radius: 0 0 var(--_radius-small) var(--_radius-small);
    background: var(--_surface);
  }
  .option {
    min-height: var(--_touch);
    padding: 0.5rem 0.75rem;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .option + .option {
    border-block-start: 1px solid var(--_border);
  }
  .option[aria-disabled='true'] {
    cursor: not-allowed;
  }
  .option:hover {
    background: var(--_surface-sunken);
  }
  .option[aria-selected='true'] {
    outline: 3px solid var(--_focus);
    outline-offset: -3px;
    background: var(--_surface-sunken);
  }
  .status {
    padding-block-start: 0.25rem;
  }
  .status:empty {
    padding: 0;
  }
  .hint {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
  }
  .notice {
    margin-block-start: 0.25rem;
  }
`;
