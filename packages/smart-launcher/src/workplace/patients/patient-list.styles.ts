import { css } from 'lit';

export const styles = css`
  :host {
    padding: 1rem;
    container: list / inline-size;
  }
  .inner {
    max-width: 84rem;
    margin-inline: auto;
    display: grid;
    gap: 0.75rem;
  }
  .title {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0.5rem 1.25rem;
    align-items: center;
  }
  .tools {
    display: grid;
    grid-template-columns: minmax(0, 2fr) minmax(0, 1fr);
    gap: 0.75rem 1rem;
    align-items: start;
    padding: var(--samspil-space) 1rem;
    border: 1px solid var(--samspil-border);
    border-radius: var(--samspil-radius);
    background: var(--samspil-surface);
  }
  .field {
    display: grid;
    gap: 0.25rem;
    min-width: 0;
  }
  samspil-patient-picker {
    max-width: none;
  }
  .hint {
    font-size: 0.875rem;
    color: var(--samspil-text-muted);
  }
  .elsewhere {
    margin-block-start: 0.25rem;
  }
  @container list (max-width: 44rem) {
    .title,
    .tools {
      grid-template-columns: minmax(0, 1fr);
    }
    .tools {
      padding: 0.75rem;
    }
  }
`;
