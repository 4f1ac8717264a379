import { html, nothing, type TemplateResult } from 'lit';
import { chevronIcon } from '../../icons/icons.ts';
import type { Background } from './backgrounds.ts';
import { periods, type VitalsPeriod } from './time-window.ts';
import type { ChartWords } from './vitals-chart-texts.ts';

/** What a person can do to the view; the keyboard in a chart does the same. */
export type ViewAction = 'zoomIn' | 'zoomOut' | 'earlier' | 'later' | 'back';

export interface ControlsView {
  readonly words: ChartWords;
  readonly period: VitalsPeriod;
  readonly asTable: boolean;
  /** The stretch of time in words, where it is no set range. */
  readonly zoomed: string | undefined;
  readonly background: Background;
  readonly backgrounds: readonly Background[];
  readonly scoreName: string;
  readonly setPeriod: (period: VitalsPeriod) => void;
  readonly setBackground: (background: Background) => void;
  readonly setTable: (asTable: boolean) => void;
  readonly act: (action: ViewAction) => void;
}

const periodTexts = {
  '12h': 'chart.last12h',
  '24h': 'chart.last24h',
  '7d': 'chart.last7d',
  '30d': 'chart.last30d',
  all: 'chart.all',
} as const satisfies Record<VitalsPeriod, unknown>;

const actions = {
  zoomIn: ['+', 'chart.zoomIn'],
  zoomOut: ['−', 'chart.zoomOut'],
  // Not every typeface has arrows.
  earlier: [chevronIcon, 'chart.earlier'],
  later: [chevronIcon, 'chart.later'],
} as const;

/** Set ranges of time, a closer look, what stands behind the points, and the table. */
export function renderControls(view: ControlsView): TemplateResult {
  const { words, period, asTable, zoomed, setPeriod, setTable, act } = view;
  const { t } = words;
  const names = Object.keys(periods) as VitalsPeriod[];
  return html`<div class="controls" part="controls">
      <div class="choices" role="group" aria-label=${t('obs.period')}>
        ${names.map((name) => pressed(t(periodTexts[name]), zoomed === undefined && period === name, () => setPeriod(name)))}
      </div>
      <div class="choices" role="group" aria-label=${t('chart.navigate')}>
        ${(Object.keys(actions) as (keyof typeof actions)[]).map((name) => {
          const [sign, key] = actions[name];
          return html`<button
            type="button"
            data-act=${name}
            aria-label=${t(key)}
            title=${t(key)}
            @click=${() => act(name)}
          >
            <span aria-hidden="true">${sign}</span>
          </button>`;
        })}
      </div>
      ${asTable ? nothing : renderBackgrounds(view)}
      <button type="button" class="switch" @click=${() => setTable(!asTable)}>
        ${t(asTable ? 'obs.asChart' : 'obs.asTable')}
      </button>
    </div>
    ${
      zoomed === undefined
        ? nothing
        : html`<p class="zoomed">
            <span>${zoomed}</span>
            <button type="button" data-act="back" @click=${() => act('back')}>${t('chart.back')}</button>
          </p>`
    }`;
}

function renderBackgrounds({ words, background, backgrounds, scoreName, setBackground }: ControlsView) {
  const { t } = words;
  if (backgrounds.length < 2) return nothing;
  const said = (name: Background) =>
    name === 'score'
      ? t('chart.withScore', { name: scoreName })
      : t(name === 'reference' ? 'chart.withReference' : 'chart.withNone');
  return html`<div class="choices" role="group" aria-label=${t('chart.background')}>
    ${backgrounds.map((name) => pressed(said(name), background === name, () => setBackground(name)))}
  </div>`;
}

function pressed(label: string, isPressed: boolean, press: () => void): TemplateResult {
  return html`<button type="button" aria-pressed=${isPressed ? 'true' : 'false'} @click=${press}>
    ${label}
  </button>`;
}
