import { css } from 'lit';

/**
 * A colour for each series, alike in strength, none of them only red against green (CHT-03, 04). At least 4.5:1 on the
 * surface. A page sets its own with `--samspil-series-…`.
 */
export const chartColors = css`
  :host {
    --_series-respiration: var(--samspil-series-respiration, light-dark(#6a3fa0, #c9adf2));
    --_series-saturation: var(--samspil-series-saturation, light-dark(#0b5688, #7cc2f0));
    --_series-pressure: var(--samspil-series-pressure, light-dark(#37474f, #c6d2dc));
    --_series-pulse: var(--samspil-series-pulse, light-dark(#a3185b, #f29cc4));
    --_series-temperature: var(--samspil-series-temperature, light-dark(#8a4b00, #f0b46a));
    --_points-1: light-dark(#fdf4dc, #2b2412);
    --_points-2: light-dark(#fbe3c0, #40301a);
    --_points-3: light-dark(#f9d5d2, #4a2022);
  }
`;
