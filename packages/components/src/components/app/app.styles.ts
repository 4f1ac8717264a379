import { css } from 'lit';

export const styles = css`
  :host {
    container-type: inline-size;
  }
  .state {
    display: flex;
    align-items: center;
    gap: 0.625rem;
    padding: 0.75rem;
    color: var(--_text-muted);
  }
  ::slotted(samspil-sync-status) {
    margin-block-start: 0.5rem;
  }
`;
