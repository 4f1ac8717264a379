import { css } from 'lit';
import { controls } from '../tokens/controls.styles.ts';
import { elementTokens } from '../tokens/tokens.ts';
import { tagStyles } from './tag.styles.ts';

/** Frame, states, rows, groups, tags, facts. On paper it is all open, without buttons. */
const frame = css`
  :host {
    container: list / inline-size;
  }
  section.list {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow-wrap: break-word;
  }
  section > * {
    margin-inline: var(--_space);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem 0.75rem;
    align-items: center;
    padding-block: 0.5rem;
  }
  h2 {
    flex: 1;
    font-size: 1.125rem;
  }
  h3 {
    padding-block-start: 0.5rem;
    font-size: 0.9375rem;
  }
  .loading {
    display: grid;
    gap: 0.5rem;
    padding-block-end: var(--_space);
  }
  .loading .skeleton {
    height: 2.25rem;
  }
  .notice {
    margin-block-end: 0.625rem;
  }
  .empty,
  .status {
    display: flex;
    flex-wrap: wrap;
    gap: 0.125rem 0.5rem;
    align-items: baseline;
    padding-block-end: 0.625rem;
  }
  .empty {
    color: var(--_text-muted);
  }
  .muted,
  .off dd {
    color: var(--_text-muted);
  }
  /* A row is as high as its button: what opens it stands at its end, beside what it opens, and costs no line. */
  .entry {
    position: relative;
    min-height: var(--_touch);
    padding-block: 0.625rem;
    border-block-start: 1px solid var(--_border);
    /* Rows that are not in sight are laid out when they come: a long list must not hold up the page. */
    content-visibility: auto;
    contain-intrinsic-block-size: auto 3.75rem;
    overflow-clip-margin: 0.375rem;
  }
  .entry > :not(details) {
    margin-inline-end: 8rem;
  }
  /* What lies in a details inherits from a slot of the browser's, which no style here reaches. */
  .history,
  .history button {
    box-sizing: border-box;
  }
  .history {
    margin-block-start: 0.375rem;
  }
  .entry > details > summary {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 0;
  }
  /* What it is, and beside it how and when that stands. */
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
  .standing::after {
    content: ' ·';
  }
  .entry:hover {
    background: var(--_surface-sunken);
  }
  .off .name,
  .off .substance {
    font-weight: 500;
  }
  dl.level dt {
    color: var(--_text-muted);
    font-size: 0.8125rem;
  }
  summary {
    display: flex;
    gap: 0.375rem;
    align-items: center;
    width: fit-content;
    min-height: var(--_touch);
    padding-inline-end: 0.5rem;
    border-radius: var(--_radius-small);
    color: var(--_accent);
    font-weight: 600;
    list-style: none;
    cursor: pointer;
  }
  /* No black triangles as controls (ALG-15). */
  summary::-webkit-details-marker {
    display: none;
  }
  details[open] > summary .icon {
    transform: rotate(180deg);
  }
  .group {
    border-block-start: 1px solid var(--_border);
  }
  .facts {
    display: grid;
    gap: 0.125rem;
    padding-block-end: 0.5rem;
    font-size: 0.9375rem;
  }
  .facts > div {
    display: grid;
    grid-template-columns: 10rem minmax(0, 1fr);
    gap: 0.125rem 0.75rem;
  }
  .facts dt {
    color: var(--_text-muted);
  }
  .event + .event {
    padding-block-start: 0.5rem;
    border-block-start: 1px dashed var(--_border-strong);
  }
  .more {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.75rem;
    align-items: center;
    padding-block: 0.5rem;
    border-block-start: 1px solid var(--_border);
  }
  [aria-disabled='true'] {
    cursor: progress;
    border-style: dashed;
    color: var(--_text-muted);
  }
  @container list (max-width: 34rem) {
    .line {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @container list (max-width: 26rem) {
    .facts > div {
      grid-template-columns: minmax(0, 1fr);
    }
    /* On a phone the arrow is enough; its name is the same. */
    .entry > :not(details) {
      margin-inline-end: 2.5rem;
    }
    .entry > details > summary {
      justify-content: center;
      width: var(--_touch);
      margin-inline-end: -0.625rem;
      padding: 0;
    }
    .entry > details > summary > span {
      display: none;
    }
  }
  @media print {
    section.list {
      border: 0;
    }
    button,
    summary .icon,
    .history,
    slot[name='actions'] {
      display: none;
    }
    .entry {
      break-inside: avoid;
      content-visibility: visible;
    }
    details::details-content {
      display: block;
      content-visibility: visible;
    }
  }
`;

/** The look of every list from the record. */
export const listStyles = [elementTokens, controls, tagStyles, frame];
