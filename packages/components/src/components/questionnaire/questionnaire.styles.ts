import { css } from 'lit';

// One column, read downwards: the label above its field, close to it; groups apart by a line, not by boxes in boxes.
export const styles = css`
  :host {
    container: questionnaire / inline-size;
  }
  .form {
    padding: var(--_space);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow-wrap: break-word;
  }
  h2 {
    font-size: 1.125rem;
  }
  .description {
    max-width: 45rem;
    white-space: pre-line;
  }
  .key,
  .hint,
  .muted,
  .unit,
  .note,
  .none {
    color: var(--_text-muted);
  }
  .key,
  .hint,
  .note {
    font-size: 0.875rem;
  }
  .star {
    padding-inline-start: 0.125rem;
    color: var(--_danger-text);
    font-weight: 700;
  }
  .notice {
    margin-block: 0.5rem;
  }
  .notice ul {
    padding-inline-start: 1.125rem;
    font-size: 0.875rem;
    list-style: disc;
  }
  .summary {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    max-height: 40vh;
    margin-block: 0.5rem;
    padding: 0.5rem 0.75rem;
    overflow-y: auto;
    border: 1px solid var(--tone-border);
    border-inline-start-width: 0.3125rem;
    border-radius: var(--_radius-small);
    background: var(--tone-surface);
    color: var(--tone);
  }
  .summary p,
  .fault,
  .problem {
    display: flex;
    gap: 0.375rem;
    align-items: flex-start;
  }
  .summary button {
    border: 0;
    padding-inline: 0.25rem;
    background: none;
    color: inherit;
    font-weight: 400;
    text-align: start;
  }
  .summary .to {
    font-weight: 600;
    text-decoration: underline;
  }
  .group {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .group > legend {
    box-sizing: border-box;
    width: 100%;
    padding: 0.75rem 0 0.125rem;
    font-size: 1rem;
    font-weight: 700;
  }
  .group.depth-0 > legend {
    border-block-end: 1px solid var(--_border-strong);
  }
  .group:not(.depth-0),
  .below {
    margin-block-start: 0.25rem;
    padding-inline-start: 0.75rem;
    border-inline-start: 0.1875rem solid var(--_border);
  }
  .question,
  .display {
    padding-block: 0.375rem;
    scroll-margin-block: 40vh 2rem;
  }
  .question > label,
  .question > .label,
  .other label {
    display: block;
    font-weight: 600;
  }
  .prefix {
    color: var(--_text-muted);
    font-variant-numeric: tabular-nums;
  }
  .value {
    white-space: pre-wrap;
  }
  .control,
  .pair,
  .file,
  .more,
  .undo {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
    align-items: center;
    min-width: 0;
  }
  .part {
    display: grid;
  }
  .part > span {
    color: var(--_text-muted);
    font-size: 0.875rem;
  }
  .pair:has(.part) {
    align-items: end;
  }
  .control > .pair {
    flex: 1;
  }
  .answer + .answer {
    margin-block-start: 0.375rem;
  }
  .more {
    margin-block-start: 0.375rem;
  }
  input,
  textarea,
  select {
    box-sizing: border-box;
    min-height: var(--_touch);
    padding: 0.25rem 0.5rem;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
    color: var(--_text);
    font: inherit;
    max-width: 100%;
    scroll-margin-block: 40vh 2rem;
  }
  input.long,
  textarea {
    width: 100%;
    max-width: 36rem;
  }
  .control .long {
    flex: 1;
  }
  input.short {
    width: 9rem;
    font-variant-numeric: tabular-nums;
  }
  input[type='file'] {
    padding-block: 0.4375rem;
  }
  textarea {
    resize: vertical;
  }
  [aria-invalid='true'] {
    border: 2px solid var(--_danger-border);
    background: var(--_danger-surface);
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.25rem;
    align-items: center;
    max-width: 45rem;
  }
  .option {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    min-height: var(--_touch);
    cursor: pointer;
  }
  /* Options stand below each other where there are many: a ragged row of boxes is not read (FRM-20). */
  .options:has(> .option:nth-of-type(4)) {
    display: grid;
    justify-items: start;
  }
  .option input {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
    min-height: 0;
    margin: 0;
    accent-color: var(--_accent);
  }
  .fault {
    color: var(--tone);
    font-weight: 600;
  }
  .problem {
    color: var(--_warn-text);
  }
  slot[name='actions'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
    margin-block-start: 0.75rem;
  }
  @media print {
    .form {
      border: 0;
    }
    .summary,
    .more,
    button,
    slot[name='actions'] {
      display: none;
    }
    .question {
      break-inside: avoid;
    }
  }
`;
