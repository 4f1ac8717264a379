import { css } from 'lit';

export const styles = css`
  .likely {
    font-variant-numeric: tabular-nums;
  }
  .line + .line {
    margin-block-start: 0.375rem;
  }
  .made {
    font-size: 0.9375rem;
  }
`;
