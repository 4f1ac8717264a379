import { css } from 'lit';

export const styles = css`
  :host {
    container: conflict / inline-size;
  }
  .frame {
    display: grid;
    gap: 0.75rem;
    padding: var(--_space);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow-wrap: anywhere;
  }
  h2 {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    font-size: 1.125rem;
  }
  h2 .icon {
    color: var(--tone);
  }
  .muted,
  .before {
    color: var(--_text-muted);
  }
  .resource {
    display: grid;
    gap: 0.75rem;
  }
  .what {
    font-weight: 600;
  }
  fieldset {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: 0.5rem;
    min-width: 0;
    margin: 0;
    padding: 0.5rem 0.75rem 0.75rem;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
  }
  fieldset[data-open] {
    border-color: var(--_danger-border);
    border-width: 2px;
  }
  legend {
    padding-inline: 0.25rem;
    font-weight: 600;
  }
  .before {
    grid-column: 1 / -1;
  }
  .side {
    display: flex;
    gap: 0.5rem;
    align-items: flex-start;
    min-height: var(--_touch);
    padding: 0.5rem 0.625rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
    cursor: pointer;
  }
  .side:has(:checked) {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .side > span {
    min-width: 0;
  }
  .label,
  .side .value {
    display: block;
  }
  .side .value {
    font-weight: 600;
  }
  input[type='radio'] {
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
    margin: 0.0625rem 0 0;
    accent-color: var(--_accent);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.625rem;
    align-items: center;
  }
  #all {
    flex-basis: 100%;
    font-weight: 600;
  }
  @container conflict (max-width: 30rem) {
    fieldset {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (forced-colors: active) {
    .side:has(:checked) {
      outline: 2px solid Highlight;
    }
  }
`;
