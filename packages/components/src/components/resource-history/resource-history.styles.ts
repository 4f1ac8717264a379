import { css } from 'lit';

export const styles = css`
  .changes {
    width: 100%;
    margin-block-start: 0.375rem;
    border-collapse: collapse;
    table-layout: fixed;
  }
  .entry > .changes {
    width: 100%;
    margin-inline-end: 0;
  }
  .changes th,
  .changes td {
    padding: 0.1875rem 0.5rem;
    border: 1px solid var(--_border);
    text-align: start;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  .changes th {
    font-weight: 500;
    color: var(--_text-muted);
  }
  .changes thead th {
    background: var(--_surface-sunken);
  }
  .after {
    font-weight: 600;
  }
  .before {
    color: var(--_text-muted);
  }
  .narrow {
    display: none;
  }
  .entry[data-kind='deleted'] .name,
  .entry[data-kind='missing'] .name {
    font-weight: 700;
  }
  @container list (max-width: 30rem) {
    .changes thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .changes,
    .changes tbody,
    .changes tr,
    .changes tbody th,
    .changes td {
      display: block;
    }
    .changes td,
    .changes th {
      border: 0;
      padding-inline: 0;
    }
    .narrow {
      display: inline-block;
      min-width: 3.5rem;
      font-weight: 400;
    }
  }
`;
