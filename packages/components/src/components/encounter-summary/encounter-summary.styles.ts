import { css } from 'lit';

export const styles = css`
  .length {
    display: inline-block;
    font-weight: 600;
    white-space: nowrap;
  }
  .length::before {
    content: '· ';
    color: var(--_text-muted);
  }
  h3 + .rows .name {
    font-size: 1.125rem;
  }
  .line + .facts {
    padding-block: 0.375rem 0;
  }
  /* The longest label, "Indlæggelsesdiagnose", in one line. */
  @container list (min-width: 26.0625rem) {
    .facts > div {
      grid-template-columns: 12rem minmax(0, 1fr);
    }
  }
`;
