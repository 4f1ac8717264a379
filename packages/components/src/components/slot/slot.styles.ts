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
  .dirty {
    padding: 0.0625rem 0.5rem;
    border: 1px dashed var(--_warn-border);
    border-radius: 1rem;
    background: var(--_warn-surface);
    color: var(--_warn-text);
    font-size: 0.8125rem;
    font-weight: 600;
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
  /* Over the page. The frame stays where it is in the document: moved, it would load anew. */
  section:popover-open {
    position: fixed;
    inset: 1rem;
    display: flex;
    flex-direction: column;
    width: min(72rem, 100% - 2rem);
    height: auto;
    max-height: none;
    margin: 0 auto;
    padding: 0;
    color: var(--_text);
    box-shadow: 0 1rem 4rem rgb(0 0 0 / 0.35);
  }
  section[data-size='medium']:popover-open {
    inset-block: 12vh;
    width: min(48rem, 100% - 2rem);
  }
  section:popover-open::backdrop {
    background: rgb(8 16 24 / 0.55);
  }
  section:popover-open .body {
    flex: 1;
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    min-height: 0;
  }
  section:popover-open .frame,
  section:popover-open .frame > iframe {
    min-height: 0;
    height: 100%;
  }
  .title {
    flex: 1;
    min-width: 8rem;
    overflow-wrap: anywhere;
  }
  .close {
    margin-inline-start: auto;
  }
  @media (max-width: 40rem) {
    section:popover-open,
    section[data-size='medium']:popover-open {
      inset: 0;
      width: 100%;
      border: 0;
      border-radius: 0;
    }
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
