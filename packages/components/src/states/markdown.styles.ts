import { css } from 'lit';

/** A text in Markdown: the element's own type, quiet headings; what is wide scrolls by itself. */
export const markdownStyles = css`
  .markdown {
    display: grid;
    gap: 0.5rem;
    min-width: 0;
    max-width: 45rem;
    padding-block-end: 0.5rem;
    overflow-wrap: anywhere;
  }
  .markdown h4 {
    margin: 0;
    font-size: 1rem;
  }
  .markdown ul,
  .markdown ol {
    margin: 0;
    padding-inline-start: 1.5rem;
    list-style: revert;
  }
  .markdown blockquote {
    margin: 0;
    padding-inline-start: 0.75rem;
    border-inline-start: 0.1875rem solid var(--_border-strong);
  }
  .markdown pre,
  .markdown .scroll {
    margin: 0;
    overflow-x: auto;
  }
  .markdown pre {
    padding: 0.5rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
  }
  .markdown table {
    color: inherit;
    font: inherit;
    border-collapse: collapse;
  }
  .markdown th,
  .markdown td {
    padding: 0.25rem 0.5rem;
    border: 1px solid var(--_border-strong);
    text-align: start;
    vertical-align: baseline;
  }
  .markdown hr {
    width: 100%;
    margin: 0;
    border: 0;
    border-block-start: 1px solid var(--_border-strong);
  }
  .markdown .picture {
    color: var(--_text-muted);
    font-style: italic;
  }
`;
