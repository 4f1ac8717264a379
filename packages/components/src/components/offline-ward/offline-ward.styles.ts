import { css } from 'lit';

export const styles = css`
  :host {
    container: ward / inline-size;
  }
  section {
    display: grid;
    gap: 0.75rem;
  }
  h2 {
    font-size: 1.125rem;
    line-height: 1.25;
  }
  h3 {
    font-size: 1rem;
  }
  .muted {
    color: var(--_text-muted);
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
    align-items: center;
    font-size: 0.9375rem;
  }
  fieldset {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  legend {
    padding: 0;
    font-weight: 600;
  }
  ul.patients {
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    overflow: hidden;
  }
  .patients li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 15.5rem) 4.5rem;
    gap: 0 0.75rem;
    align-items: center;
    padding-inline: 0.75rem;
    border-block-end: 1px solid var(--_border);
  }
  .patients li:last-child {
    border-block-end: 0;
  }
  label,
  div.who {
    display: flex;
    gap: 0.75rem;
    align-items: center;
    min-height: var(--_touch);
    padding-block: 0.3125rem;
    min-width: 0;
  }
  label {
    cursor: pointer;
  }
  .who > span {
    display: grid;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .name {
    font-weight: 600;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.875rem;
    font-size: 0.9375rem;
    color: var(--_text-muted);
    font-variant-numeric: tabular-nums;
  }
  .facts span {
    white-space: nowrap;
  }
  input[type='checkbox'] {
    flex: none;
    width: 1.375rem;
    height: 1.375rem;
    margin: 0;
    accent-color: var(--_accent);
  }
  .all {
    padding-inline: 0.8125rem;
  }
  .held {
    display: flex;
    gap: 0.375rem;
    align-items: center;
    font-size: 0.9375rem;
    color: var(--tone, var(--_text-muted));
  }
  .forget {
    justify-self: end;
    padding-inline: 0.5rem;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.625rem;
    align-items: center;
  }
  .progress {
    display: grid;
    gap: 0.5rem;
    padding: 0.75rem;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-sunken);
  }
  .track {
    height: 0.75rem;
    border: 1px solid var(--_border-strong);
    border-radius: 0.375rem;
    background: var(--_surface);
    overflow: hidden;
  }
  .bar {
    height: 100%;
    background: var(--_accent);
  }
  .outcome {
    display: grid;
    gap: 0.5rem;
  }
  .outcome:empty {
    display: none;
  }
  .outcome:focus-visible {
    outline: none;
  }
  .short {
    color: var(--_warn-text);
    font-weight: 600;
  }
  .notice ul {
    padding-inline-start: 1.125rem;
    list-style: disc;
  }
  @media (forced-colors: active) {
    .bar {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
  @container ward (max-width: 40rem) {
    .patients li {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .who {
      grid-column: 1 / -1;
    }
    .held {
      padding-block-end: 0.5rem;
    }
    label.who ~ .held {
      padding-inline-start: 2.125rem;
    }
  }
`;
