import { css } from 'lit';

export const styles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
    justify-content: space-between;
    padding: 0.5rem var(--_space);
  }
  h2 {
    font-size: 1.125rem;
  }
  .line {
    padding: 0 var(--_space) 0.5rem;
  }
  .notice {
    margin: 0 var(--_space) 0.5rem;
  }
  .actions,
  .reason {
    flex-basis: 100%;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-block-start: 0.5rem;
  }
  .reason {
    display: grid;
    gap: 0.375rem;
    max-width: 34rem;
    margin-block-start: 0.5rem;
  }
  label {
    font-weight: 600;
  }
  input {
    font: inherit;
    width: 100%;
    min-height: var(--_touch);
    padding: 0.375rem 0.625rem;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
    color: var(--_text);
  }
  .fault {
    display: flex;
    gap: 0.375rem;
    color: var(--tone);
  }
`;
