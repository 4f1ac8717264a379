import { css } from 'lit';

// Where there is room: breathing at the left, circulation at the right, each read downwards, which is also the order of
// the keyboard. Where there is little, the score lies in a bar at the bottom (.side), and fields that take the focus
// scroll clear of it at its highest, which is below 20rem (focus-in-sight.test.ts); on a screen too low for that it stands below the form. An option is never narrower than its longest
// word, in whatever language.
export const styles = css`
  :host {
    container: vitals / inline-size;
  }
  form {
    padding: var(--_space);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  h2 {
    margin-block-end: 0.5rem;
    font-size: 1.125rem;
  }
  .notice {
    margin-block-end: 0.75rem;
  }
  .layout {
    display: grid;
    gap: 0.75rem;
  }
  .fields {
    display: grid;
    gap: 0.125rem 1.5rem;
    align-content: start;
  }
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto 2.25rem;
    gap: 0.125rem 0.625rem;
    align-items: center;
    min-width: 0;
    margin: 0;
    padding: 0.25rem 0;
    border: 0;
    border-block-end: 1px solid var(--_border);
  }
  label,
  legend,
  .label,
  .now {
    padding: 0;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .optional {
    display: block;
    color: var(--_text-muted);
    font-size: 0.8125rem;
    font-weight: 400;
  }
  .control {
    display: flex;
    align-items: center;
    gap: 0.375rem;
  }
  input {
    scroll-margin-block: 3rem 20rem;
  }
  input[inputmode],
  input[type='datetime-local'] {
    font: inherit;
    min-height: var(--_touch);
    padding: 0.25rem 0.5rem;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
    color: var(--_text);
  }
  input[inputmode] {
    width: 5.25rem;
    font-size: 1.125rem;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  input[type='datetime-local'] {
    max-width: 100%;
  }
  input[aria-invalid='true'] {
    border: 2px solid var(--_danger-border);
    background: var(--_danger-surface);
  }
  input:disabled {
    border-style: dashed;
    background: var(--_surface-sunken);
    color: var(--_text-muted);
  }
  .unit {
    min-width: 3.25rem;
    color: var(--_text-muted);
    font-size: 0.9375rem;
  }
  .note {
    grid-column: 1 / -1;
    font-size: 0.9375rem;
  }
  .note:empty {
    display: none;
  }
  .fault {
    display: flex;
    gap: 0.375rem;
    align-items: flex-start;
    padding-block-end: 0.25rem;
    color: var(--tone);
    font-weight: 600;
  }
  .fault .icon,
  .risk .icon {
    margin-block-start: 0.1em;
  }
  .points {
    display: grid;
    place-items: center;
    width: 2.25rem;
    height: 2.25rem;
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    font-size: 1.125rem;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
  }
  .points[data-points] {
    border-color: var(--tone-border, var(--_border));
    background: var(--tone-surface, transparent);
    color: var(--tone, var(--_text-muted));
  }
  .choice {
    grid-template-columns: minmax(0, 1fr) 2.25rem;
  }
  .choice legend {
    float: inline-start;
    width: 100%;
    grid-column: 1 / -1;
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
    min-width: 0;
  }
  .option {
    position: relative;
    display: grid;
    flex: 1 0 8.25rem;
    max-width: 100%;
    font-weight: 500;
    overflow-wrap: break-word;
    cursor: pointer;
  }
  .option input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }
  .option span {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-height: var(--_touch);
    padding: 0.25rem 0.625rem;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
    line-height: 1.2;
  }
  .option span::before {
    content: '';
    flex: none;
    width: 0.875rem;
    height: 0.875rem;
    border: 2px solid var(--_border-strong);
    border-radius: 50%;
  }
  .option b {
    color: var(--_text-muted);
  }
  .option :checked + span {
    border: 2px solid var(--_accent);
    background: var(--_info-surface);
    font-weight: 700;
  }
  .option :checked + span::before {
    border: 0.3125rem solid var(--_accent);
  }
  .option :focus-visible + span {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  .option :disabled + span {
    border-style: dashed;
    color: var(--_text-muted);
    cursor: not-allowed;
  }
  .time {
    grid-template-columns: minmax(0, 1fr);
  }
  .time .control {
    flex-wrap: wrap;
  }
  .time .options {
    grid-column: 1 / -1;
  }
  .clock {
    color: var(--_text-muted);
    font-weight: 400;
  }
  .side {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    display: grid;
    gap: 0.5rem;
    align-content: start;
    margin: 0 calc(-1 * var(--_space)) calc(-1 * var(--_space));
    padding: 0.625rem var(--_space);
    border-block-start: 2px solid var(--_border-strong);
    border-radius: 0 0 var(--_radius) var(--_radius);
    background: var(--_surface-raised);
  }
  .score h3 {
    font-size: 0.9375rem;
    color: var(--_text-muted);
  }
  .result {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    padding: 0.375rem 0.75rem;
    border: 2px solid var(--tone-border, var(--_border-strong));
    border-radius: var(--_radius-small);
    background: var(--tone-surface, none);
    color: var(--tone, inherit);
  }
  .result > :last-child {
    min-width: 0;
  }
  .total {
    font-size: 2.75rem;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    line-height: 1.1;
  }
  .risk {
    display: flex;
    gap: 0.4375rem;
    font-weight: 700;
  }
  .result.none {
    border: 1px dashed var(--_border-strong);
    color: var(--_text-muted);
  }
  .result.none .risk {
    font-weight: 500;
  }
  .small {
    margin-block-start: 0.25rem;
    color: var(--_text-muted);
    font-size: 0.8125rem;
  }
  .save {
    min-height: 3rem;
    font-size: 1.125rem;
  }
  .receipt {
    padding-block-start: 0.25rem;
    font-size: 0.9375rem;
  }
  .receipt p {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.5rem;
    align-items: center;
  }
  .here,
  .reason {
    color: var(--tone, var(--_text-muted));
  }
  .reason {
    margin-block: 0.25rem;
  }
  @media (max-height: 36rem) {
    .side {
      position: static;
    }
  }
  @container vitals (min-width: 46rem) {
    .layout {
      grid-template-columns: minmax(0, 1fr) minmax(16rem, 21rem);
      gap: 1.25rem;
    }
    .side {
      inset-block: 0.5rem auto;
      margin: 0;
      padding: 0;
      border: 0;
      background: none;
    }
    .total {
      font-size: 2.75rem;
    }
  }
  @container vitals (min-width: 68rem) {
    .fields {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .field:nth-child(-n + 6) {
      grid-column: 1;
    }
    .field:nth-child(n + 4):nth-child(-n + 6) {
      grid-column: 2;
    }
    .field:nth-child(1),
    .field:nth-child(4) {
      grid-row: 1;
    }
    .field:nth-child(2),
    .field:nth-child(5) {
      grid-row: 2;
    }
    .field:nth-child(3),
    .field:nth-child(6) {
      grid-row: 3;
    }
    .choice.consciousness {
      grid-column: 1 / -1;
    }
  }
  @container vitals (max-width: 28rem) {
    .field {
      column-gap: 0.375rem;
    }
    label,
    legend {
      font-size: 0.9375rem;
    }
    input[inputmode] {
      width: 4.25rem;
    }
    .consciousness .option {
      flex-basis: 100%;
    }
  }
  @container vitals (max-width: 22rem) {
    .field:not(.choice, .time) {
      grid-template-columns: minmax(0, 1fr) 2.25rem;
    }
    .field:not(.choice, .time) > label {
      grid-column: 1 / -1;
    }
    .total {
      font-size: 1.75rem;
    }
  }
`;
