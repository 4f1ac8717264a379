import { css } from 'lit';

/**
 * Type, buttons, notices, tones and hidden text, alike in every element. Works in forced colours: edges are real
 * borders. A tone (`ok`, `info`, `warn`, `danger`, `alarm`) gives what carries it three colours; it is never the only
 * sign of a state.
 */
export const controls = css`
  :host {
    display: block;
    box-sizing: border-box;
    color: var(--_text);
    font-family: var(--_font);
    font-size: 1rem;
    line-height: 1.4;
    -webkit-text-size-adjust: 100%;
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
  h2,
  h3,
  p,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  ul {
    list-style: none;
  }
  button {
    font: inherit;
    font-weight: 600;
    min-height: var(--_touch);
    padding: 0.375rem 0.875rem;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
    color: var(--_text);
    cursor: pointer;
    touch-action: manipulation;
  }
  button:hover:not(:disabled) {
    background: var(--_surface-sunken);
  }
  button.primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  button.primary:hover:not(:disabled) {
    background: color-mix(in srgb, var(--_accent) 86%, var(--_text));
  }
  button.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--_accent);
  }
  button:disabled {
    cursor: not-allowed;
    border-style: dashed;
    border-color: var(--_border-strong);
    background: var(--_surface-sunken);
    color: var(--_text-muted);
  }
  :focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  svg.icon {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    vertical-align: -0.25em;
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
  .notice {
    display: flex;
    gap: 0.625rem;
    align-items: flex-start;
    padding: 0.625rem 0.75rem;
    border: 1px solid var(--tone-border, var(--_border-strong));
    border-inline-start-width: 0.3125rem;
    border-radius: var(--_radius-small);
    background: var(--tone-surface, var(--_surface-sunken));
    color: var(--tone, inherit);
  }
  .notice > div {
    min-width: 0;
    flex: 1;
    overflow-wrap: anywhere;
  }
  .notice strong {
    display: block;
  }
  .notice button {
    margin-block-start: 0.5rem;
  }
  .ok {
    --tone: var(--_ok-text);
    --tone-surface: var(--_ok-surface);
    --tone-border: var(--_ok-border);
  }
  .info {
    --tone: var(--_info-text);
    --tone-surface: var(--_info-surface);
    --tone-border: var(--_info-border);
  }
  .warn {
    --tone: var(--_warn-text);
    --tone-surface: var(--_warn-surface);
    --tone-border: var(--_warn-border);
  }
  .danger {
    --tone: var(--_danger-text);
    --tone-surface: var(--_danger-surface);
    --tone-border: var(--_danger-border);
  }
  .alarm {
    --tone: var(--_on-alarm);
    --tone-surface: var(--_alarm-surface);
    --tone-border: var(--_alarm-surface);
  }
  @media (prefers-reduced-motion: no-preference) {
    .skeleton {
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
  }
  .skeleton {
    border-radius: var(--_radius-small);
    background: var(--_border);
  }
  /* Backgrounds go where the device chooses the colours: what has only that gets an edge. */
  @media (forced-colors: active) {
    .skeleton {
      border: 1px solid GrayText;
    }
    .alarm {
      forced-color-adjust: none;
    }
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
`;
