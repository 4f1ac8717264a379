import { css } from 'lit';

/** What uPlot needs of its own style sheet, for a shadow root. */
export const plotStyles = css`
  .uplot {
    width: min-content;
    line-height: 1.5;
  }
  .u-wrap {
    position: relative;
    user-select: none;
  }
  .u-over,
  .u-under,
  .u-axis,
  .u-cursor-x,
  .u-cursor-y,
  .u-cursor-pt,
  .u-select {
    position: absolute;
  }
  .u-under {
    overflow: hidden;
  }
  .uplot canvas {
    display: block;
    position: relative;
    width: 100%;
    height: 100%;
  }
  .u-cursor-x,
  .u-cursor-y,
  .u-cursor-pt {
    inset-block-start: 0;
    inset-inline-start: 0;
    pointer-events: none;
    will-change: transform;
  }
  .u-hz .u-cursor-x {
    height: 100%;
    border-inline-end: 2px solid var(--_text-muted);
  }
  .u-cursor-pt {
    border: 2px solid;
    border-radius: 50%;
    background-clip: padding-box !important;
  }
  .u-select {
    background: color-mix(in srgb, var(--_accent) 22%, transparent);
    pointer-events: none;
  }
  .u-off {
    display: none;
  }
`;
