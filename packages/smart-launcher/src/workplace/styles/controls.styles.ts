import { css } from 'lit';

/** Type, buttons, fields, notices and cards, alike in every part of the workplace. Colours are the components' tokens. */
export const controls = css`
  :host {
    display: block;
    box-sizing: border-box;
    color: var(--samspil-text);
    font: 1rem/1.4 var(--samspil-font);
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  ul {
    list-style: none;
  }
  h1 {
    font-size: 1.375rem;
    line-height: 1.2;
    font-weight: 600;
  }
  h2 {
    font-size: 1.125rem;
    line-height: 1.25;
    font-weight: 600;
  }
  h3 {
    font-size: 0.9375rem;
    font-weight: 600;
  }
  button,
  select,
  input {
    font: inherit;
    color: inherit;
    min-height: var(--samspil-touch);
    border: 1px solid var(--samspil-border-strong);
    border-radius: var(--samspil-radius-small);
    background: var(--samspil-surface-raised);
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    padding: 0.25rem 0.875rem;
    font-weight: 600;
    cursor: pointer;
    touch-action: manipulation;
  }
  button:hover:not(:disabled) {
    background: var(--samspil-surface-sunken);
  }
  button.primary {
    border-color: var(--samspil-accent);
    background: var(--samspil-accent);
    color: var(--samspil-on-accent);
  }
  button.primary:hover:not(:disabled) {
    background: color-mix(in srgb, var(--samspil-accent) 86%, var(--samspil-text));
  }
  button.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--samspil-accent);
  }
  button:disabled {
    cursor: not-allowed;
    border-style: dashed;
    color: var(--samspil-text-muted);
    background: var(--samspil-surface-sunken);
  }
  input,
  select {
    width: 100%;
    padding: 0.25rem 0.75rem;
  }
  label {
    font-weight: 600;
    font-size: 0.9375rem;
  }
  :focus-visible {
    outline: 3px solid var(--samspil-focus);
    outline-offset: 2px;
  }
  [tabindex='-1']:focus-visible {
    outline: none;
  }
  svg {
    flex: none;
    width: 1.25em;
    height: 1.25em;
  }
  .muted {
    color: var(--samspil-text-muted);
  }
  .small {
    font-size: 0.9375rem;
  }
  .sr-only {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .card {
    padding: var(--samspil-space) 1rem 1rem;
    border: 1px solid var(--samspil-border);
    border-radius: var(--samspil-radius);
    background: var(--samspil-surface);
  }
  .notice {
    display: flex;
    gap: 0.625rem;
    align-items: flex-start;
    padding: 0.625rem 0.875rem;
    border: 1px solid var(--samspil-info-border);
    border-inline-start-width: 0.3125rem;
    border-radius: var(--samspil-radius-small);
    background: var(--samspil-info-surface);
    color: var(--samspil-info-text);
  }
  .notice > div {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .notice strong {
    display: block;
  }
  .notice button {
    margin-block-start: 0.5rem;
    color: var(--samspil-text);
  }
  .notice.warn {
    border-color: var(--samspil-warn-border);
    background: var(--samspil-warn-surface);
    color: var(--samspil-warn-text);
  }
  .notice.danger {
    border-color: var(--samspil-danger-border);
    background: var(--samspil-danger-surface);
    color: var(--samspil-danger-text);
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    padding: 0.0625rem 0.5rem;
    border: 1px solid var(--samspil-border-strong);
    border-radius: 1rem;
    font-size: 0.875rem;
    font-weight: 600;
  }
  .chip.warn {
    border-color: var(--samspil-warn-border);
    background: var(--samspil-warn-surface);
    color: var(--samspil-warn-text);
  }
  .chip.danger {
    border-color: var(--samspil-danger-border);
    background: var(--samspil-danger-surface);
    color: var(--samspil-danger-text);
  }
  .chip.ok {
    border-color: var(--samspil-ok-border);
    background: var(--samspil-ok-surface);
    color: var(--samspil-ok-text);
  }
  .skeleton {
    display: block;
    height: 1rem;
    margin-block: 0.375rem;
    border-radius: var(--samspil-radius-small);
    background: var(--samspil-border);
  }
  .skeleton:nth-of-type(2n) {
    width: 72%;
  }
  @media (prefers-reduced-motion: no-preference) {
    .skeleton {
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
`;
