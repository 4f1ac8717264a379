import { css } from 'lit';

export const styles = css`
  .line {
    display: grid;
    grid-template-columns: minmax(0, 5fr) minmax(0, 4fr);
    gap: 0.125rem 1rem;
    align-items: baseline;
  }
  .name {
    font-weight: 700;
    overflow-wrap: break-word;
  }
  .when {
    font-variant-numeric: tabular-nums;
  }
  @container list (max-width: 34rem) {
    .line {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
