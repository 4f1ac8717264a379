import { css } from 'lit';

export const styles = css`
  .line {
    grid-template-columns: minmax(0, 1fr) 10rem 15rem;
    align-items: start;
  }
  .what {
    display: flex;
    gap: 0.25rem;
    min-width: 0;
  }
  .what > div {
    min-width: 0;
  }
  .pick {
    display: grid;
    flex: none;
    place-items: center;
    width: var(--_touch);
    height: var(--_touch);
    margin-block: -0.625rem;
    margin-inline-start: -0.625rem;
    cursor: pointer;
  }
  input[type='checkbox'],
  input[type='radio'] {
    width: 1.25rem;
    height: 1.25rem;
    margin: 0;
    accent-color: var(--_accent);
  }
  .pick.gone {
    cursor: auto;
  }
  .name {
    margin-inline-end: 0.5rem;
  }
  .value {
    display: inline-block;
    margin-inline-end: 0.5rem;
    font-variant-numeric: tabular-nums;
  }
  .number {
    font-size: 1.125rem;
    font-weight: 700;
  }
  .off .number,
  .technical .number,
  .absent .number {
    font-weight: 500;
  }
  .of,
  .absent {
    color: var(--_text-muted);
  }
  .buttons,
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
  }
  .act .buttons {
    margin-block: -0.375rem;
  }
  .outcome:empty {
    display: none;
  }
  .outcome {
    font-size: 0.9375rem;
  }
  .act .notice {
    margin-block-start: 0.625rem;
  }
  .bar {
    padding-block: 0.25rem 0.625rem;
  }
  .notice ul {
    margin-block: 0.25rem;
  }
  .question:focus-visible {
    outline-offset: 0;
  }
  h3 {
    padding-block-end: 0.25rem;
  }
  .why {
    display: grid;
    gap: 0.5rem;
    margin-block-start: 0.625rem;
    padding: 0.625rem 0.75rem;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-sunken);
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.25rem;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-weight: 600;
  }
  .choice {
    display: inline-flex;
    gap: 0.5rem;
    align-items: center;
    min-height: var(--_touch);
  }
  .text {
    display: grid;
    gap: 0.125rem;
    max-width: 30rem;
  }
  input[type='text'] {
    min-height: var(--_touch);
    padding-inline: 0.5rem;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
  }
  .missing {
    color: var(--_danger-text);
    font-weight: 600;
  }
  @container list (max-width: 52rem) {
    .line {
      grid-template-columns: minmax(0, 1fr);
    }
    .act .buttons {
      margin-block: 0.25rem 0;
    }
    .pending .when,
    .pending .act {
      margin-inline-start: calc(var(--_touch) - 0.375rem);
    }
  }
  @media print {
    .pick,
    .why,
    .bar {
      display: none;
    }
  }
`;
