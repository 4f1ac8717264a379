import { css } from 'lit';

export const styles = css`
  .relation {
    color: var(--_text-muted);
  }
  .phones {
    display: grid;
    gap: 0.125rem;
  }
  .phones bdi {
    font-weight: 600;
    white-space: nowrap;
  }
`;
