import { css } from 'lit';

export const styles = css`
  .who {
    font-size: 0.9375rem;
  }
  .act {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem 0.5rem;
    align-items: center;
    margin-block-start: 0.375rem;
  }
  .outcome {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.5rem;
    align-items: center;
  }
  .outcome .notice {
    margin: 0;
  }
`;
