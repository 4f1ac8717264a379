import { css } from 'lit';

export const styles = css`
  :host {
    display: inline-block;
    max-width: 100%;
  }
  section {
    display: flex;
    flex-wrap: wrap;
    gap: 0.125rem 0.75rem;
    align-items: center;
    min-height: 2rem;
    overflow-wrap: break-word;
  }
  .state {
    display: inline-flex;
    gap: 0.375rem;
    align-items: center;
    padding: 0.0625rem 0.625rem;
    border: 1px solid var(--tone-border, var(--_border-strong));
    border-radius: 1rem;
    background: var(--tone-surface, var(--_surface));
    color: var(--tone, inherit);
  }
  .since {
    font-variant-numeric: tabular-nums;
  }
  .waiting {
    display: inline-flex;
    gap: 0.375rem;
    align-items: center;
  }
  .todo {
    color: var(--_text-muted);
  }
`;
