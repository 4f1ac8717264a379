import { css } from 'lit';

// Comments stand outside the style sheets: what is inside a template is downloaded by everybody.
// .deceased has colour and pattern (BAN-06); forced colours drop both, so it has a double edge as well.
export const styles = css`
  :host {
    container: banner / inline-size;
  }
  .banner {
    border: 1px solid var(--_border-strong);
    border-inline-start: 0.375rem solid var(--_accent);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow: hidden;
  }
  .identity {
    display: grid;
    grid-template-columns: minmax(12rem, 1.3fr) auto auto;
    gap: 0.25rem 1.5rem;
    align-items: center;
    padding: 0.5rem 0.875rem;
  }
  .name {
    font-size: 1.375rem;
    font-weight: 700;
    line-height: 1.2;
    overflow-wrap: anywhere;
  }
  .family {
    text-transform: uppercase;
  }
  .title {
    font-weight: 400;
  }
  .preferred {
    color: var(--_text-muted);
  }
  .flags {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
    margin-block-start: 0.25rem;
  }
  .flag {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    padding: 0.0625rem 0.5rem;
    border: 1px solid currentColor;
    border-radius: 1rem;
    background: var(--_surface);
    font-size: 0.875rem;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.5rem;
  }
  .fact {
    min-width: 0;
  }
  dt,
  .kind {
    color: var(--_text-muted);
    font-size: 0.8125rem;
    line-height: 1.3;
  }
  dd {
    font-size: 1.125rem;
    font-weight: 600;
  }
  .age {
    white-space: nowrap;
  }
  .number {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    user-select: all;
  }
  .missing {
    color: var(--_text-muted);
    font-style: italic;
    font-weight: 500;
  }
  .aside {
    display: flex;
    align-items: center;
    gap: 0.375rem;
    justify-self: end;
  }
  .allergy {
    display: inline-flex;
    align-items: center;
    gap: 0.4375rem;
    min-height: var(--_touch);
    padding: 0.25rem 0.75rem;
    border: 1px solid var(--tone-border, var(--_border-strong));
    border-radius: var(--_radius-small);
    background: var(--tone-surface, transparent);
    color: var(--tone, var(--_text-muted));
    text-align: start;
    line-height: 1.2;
  }
  .allergy small {
    display: block;
    font-size: 0.8125rem;
  }
  .allergy.danger,
  .allergy.alarm {
    border-width: 2px;
    font-weight: 700;
  }
  .allergy:hover:not(:disabled) {
    background: color-mix(in srgb, var(--tone-surface, transparent) 85%, var(--_text));
  }
  .allergy.weak {
    border-style: dashed;
    font-weight: 500;
  }
  .toggle {
    display: inline-flex;
    gap: 0.25rem;
    align-items: center;
    justify-content: center;
  }
  .toggle .icon {
    transition: rotate 0.15s;
  }
  .toggle[aria-expanded='true'] .icon {
    rotate: 180deg;
  }
  .deceased {
    background:
      repeating-linear-gradient(135deg, transparent 0 0.75rem, var(--_border) 0.75rem 0.875rem),
      var(--_surface-sunken);
    border-block-end: 0.25rem double var(--_text);
  }
  .deceased .name,
  .deceased dl,
  .deceased .preferred,
  .deceased .toggle {
    padding-inline: 0.375rem;
    border-radius: var(--_radius-small);
    background: var(--_surface-sunken);
  }
  .deceased-flag {
    background: var(--_text);
    color: var(--_surface);
    forced-color-adjust: none;
  }
  .details {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr));
    gap: 0.875rem 1.5rem;
    padding: 0.75rem 0.875rem 0.875rem;
    border-block-start: 1px solid var(--_border);
    background: var(--_surface-sunken);
    overflow-wrap: anywhere;
  }
  .part.wide {
    grid-column: 1 / -1;
  }
  h3 {
    margin-block-end: 0.25rem;
    font-size: 0.9375rem;
  }
  .part:not(.wide) li {
    display: grid;
    grid-template-columns: 5.25rem minmax(0, 1fr);
    gap: 0.5rem;
    align-items: baseline;
  }
  .allergies li {
    display: grid;
    grid-template-columns: minmax(9rem, 1fr) minmax(9rem, 1.4fr) auto auto;
    gap: 0.125rem 1rem;
    align-items: baseline;
    padding: 0.375rem 0.625rem;
    border-inline-start: 0.25rem solid var(--_danger-border);
    background: var(--_surface);
  }
  .allergies li + li {
    border-block-start: 1px solid var(--_border);
  }
  .allergies li.high {
    border-inline-start-width: 0.5rem;
    border-inline-start-color: var(--_alarm-surface);
  }
  .substance {
    font-weight: 700;
  }
  .reactions > * + *::before {
    content: '· ';
  }
  .reactions em {
    color: var(--_text-muted);
    font-style: normal;
  }
  .criticality {
    font-weight: 600;
  }
  .allergies small {
    color: var(--_text-muted);
  }
  .state {
    padding: 0.75rem 0.875rem;
    color: var(--_text-muted);
  }
  .name-skeleton {
    display: block;
    width: min(22rem, 70%);
    height: 1.5rem;
  }
  .notice {
    margin: 0.5rem;
  }
  .micro {
    position: relative;
    overflow: visible;
  }
  .micro .identity {
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0.125rem 1.25rem;
    padding: 0.125rem 0.625rem;
  }
  .micro .who,
  .micro .fact {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.375rem;
    align-items: baseline;
  }
  .micro .who {
    column-gap: 0.75rem;
  }
  .micro .flags {
    margin: 0;
  }
  .micro .name {
    font-size: 1.125rem;
  }
  .micro .facts {
    column-gap: 1.25rem;
  }
  .micro dd {
    font-size: 1rem;
  }
  .micro .toggle {
    white-space: nowrap;
  }
  .micro .details {
    position: absolute;
    z-index: 3;
    inset-block-start: 100%;
    inset-inline: -0.375rem -1px;
    max-block-size: min(28rem, 60vh);
    overflow-y: auto;
    border: 1px solid var(--_border-strong);
    border-block-start-width: 0.25rem;
    border-radius: 0 0 var(--_radius) var(--_radius);
    box-shadow: 0 0.75rem 1.5rem rgb(0 0 0 / 0.35);
  }
  @container banner (max-width: 56rem) {
    .identity,
    .micro .identity {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .facts {
      grid-column: 1 / -1;
      grid-row: 2;
    }
  }
  @container banner (max-width: 36rem) {
    .identity {
      grid-template-columns: 1fr;
    }
    .aside {
      justify-self: stretch;
      justify-content: space-between;
      flex-wrap: wrap;
    }
    .facts {
      gap: 0.25rem 1.125rem;
    }
    .allergies li {
      grid-template-columns: 1fr;
    }
    .micro .identity {
      grid-template-areas: 'who who toggle' 'facts allergy allergy';
      grid-template-columns: minmax(0, 1fr) clamp(4.25rem, 100% - 16rem, 9rem) 2.75rem;
      column-gap: 0.25rem;
    }
    .micro .who {
      grid-area: who;
    }
    .micro .facts {
      grid-area: facts;
      column-gap: 0.75rem;
    }
    .micro .aside {
      display: contents;
    }
    .micro .fact {
      column-gap: 0.25rem;
    }
    .micro .allergy {
      gap: 0.25rem;
      grid-area: allergy;
      align-self: start;
      justify-self: end;
      padding-inline: 0.375rem;
      hyphens: auto;
      overflow-wrap: anywhere;
    }
    .micro .toggle {
      grid-area: toggle;
      padding-inline: 0.75rem;
    }
    .micro .word {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  }
  @container banner (max-width: 18rem) {
    .micro .identity {
      grid-template-areas: 'who' 'facts' 'allergy' 'toggle';
      grid-template-columns: minmax(0, 1fr);
    }
    .micro .allergy,
    .micro .toggle {
      justify-self: start;
    }
  }
`;
