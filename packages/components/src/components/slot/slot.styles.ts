import { css } from 'lit';

// .loading lies over the frame, which keeps its size: browsers slow down frames that have none.
export const styles = css`
  .plugins {
    display: grid;
    gap: var(--_space);
  }
  section {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow: hidden;
  }
  section:focus-within {
    border-color: var(--_border-strong);
  }
  .header {
    display: flex;
    flex-wrap: wrap;
    gap: 0.125rem 0.625rem;
    align-items: center;
    padding: 0.4375rem var(--_space);
    border-block-end: 1px solid var(--_border);
    background: var(--_surface-sunken);
  }
  h3 {
    font-size: 1rem;
    overflow-wrap: anywhere;
  }
  h3:focus {
    outline: none;
  }
  .badge {
    padding: 0.0625rem 0.5rem;
    border: 1px solid var(--_border-strong);
    border-radius: 1rem;
    color: var(--_text-muted);
    font-size: 0.8125rem;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .skip:not(:focus) {
    position: absolute;
    width: 1px;
    height: 1px;
    min-height: 0;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .frame {
    /* As high as the plugin asks, yet never higher than what is in view: what it keeps at its own edge, a score or the
       button that saves, must not need a scroll of the page. */
    --_height: min(var(--height, 24rem), max(24rem, 100dvh - var(--samspil-slot-margin, 13rem)));
    min-height: var(--_height);
    display: grid;
  }
  /* A plugin in the page itself is as high as what it shows. */
  .frame:has(> [role='group']) {
    min-height: var(--height, 0px);
  }
  .frame[aria-busy='true']:has(> [role='group']) {
    min-height: max(6rem, var(--height, 0px));
  }
  .frame > iframe {
    width: 100%;
    height: 100%;
    min-height: var(--_height);
    border: 0;
    background: var(--_surface);
  }
  .body {
    position: relative;
  }
  .loading {
    position: absolute;
    inset: 0;
    display: grid;
    gap: 0.625rem;
    align-content: start;
    padding: var(--_space);
    background: var(--_surface);
    color: var(--_text-muted);
  }
  .skeleton {
    height: 1.25rem;
  }
  .skeleton.short {
    width: 55%;
  }
  .notice {
    margin: var(--_space);
  }
  .note {
    display: flex;
    gap: 0.5rem;
    align-items: flex-start;
    margin: 0;
    padding: 0.375rem var(--_space);
    border-block-end: 1px solid var(--_border);
    color: var(--_text-muted);
    font-size: 0.9375rem;
    overflow-wrap: anywhere;
  }
  .note svg {
    flex: none;
    margin-block-start: 0.125rem;
  }
  .thanks {
    margin: 0.5rem 0 0;
    font-weight: 600;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
`;
