import { css } from 'lit';

export const styles = css`
  .line {
    grid-template-columns: minmax(0, 1fr) 15rem;
  }
  /* Past ones look different and begin with their status (RXV-04). */
  .off .line {
    grid-template-columns: 9rem minmax(0, 1fr) 15rem;
  }
  .off .status-word,
  .off .dosage strong,
  .off .drug {
    font-weight: 600;
  }
  .off .name,
  .off .dosage {
    color: var(--_text-muted);
  }
  .name {
    font-weight: 400;
    overflow-wrap: normal;
    hyphens: none;
  }
  .drug {
    font-weight: 700;
  }
  .generic {
    text-transform: lowercase;
  }
  .brand {
    text-transform: uppercase;
  }
  .attribute {
    display: inline-block;
    max-width: 100%;
    overflow-wrap: break-word;
  }
  .dash,
  .label,
  .coded {
    color: var(--_text-muted);
  }
  .label,
  .coded {
    font-size: 0.875rem;
  }
  .coded strong {
    font-weight: 600;
  }
  .dosage {
    display: flex;
    gap: 0.125rem 0.5rem;
    align-items: baseline;
  }
  .step {
    flex: none;
    color: var(--_text-muted);
    font-size: 0.875rem;
  }
  .date {
    display: inline-block;
    margin-inline-end: 0.75rem;
  }
  .prohibited {
    margin-inline-start: calc(-1 * var(--_space));
    border-inline-start: 0.3125rem solid var(--_danger-border);
    padding-inline-start: calc(var(--_space) - 0.3125rem);
  }
  .onHold .status-word {
    text-decoration: underline dotted;
    text-underline-offset: 0.2em;
  }
  .recent {
    padding-block-end: 0.625rem;
  }
  h3 {
    padding-block-end: 0.25rem;
  }
  @container list (max-width: 40rem) {
    .line,
    .off .line {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
