import type { nothing } from 'lit';
import { html, type TemplateResult } from 'lit';
import { measuredAtText } from '../../observations/measured-at.ts';
import { observedText, observedValues, type ObservedValue } from '../../observations/observed-value.ts';
import { renderValues } from '../../observations/render-value.ts';
import { renderDetails } from '../../states/render-details.ts';
import type { DeviceSources } from './device-facts.ts';
import type { DeviceWords } from './device-words.ts';
import type { MeasurementFacts, MeasurementGroups } from './measurement-facts.ts';
import { measurementName } from './measurement-name.ts';
import { renderRest } from './render-rest.ts';
import { renderSource } from './render-source.ts';

interface Row {
  readonly words: DeviceWords;
  readonly group: keyof MeasurementGroups;
  readonly sources: DeviceSources;
  /** The box that selects it. */
  readonly pick: TemplateResult | typeof nothing;
  /** What can be decided about it, and what was. */
  readonly decision: TemplateResult | typeof nothing;
  /** Why it is to be rejected, while that is asked. */
  readonly why: TemplateResult | typeof nothing;
  /** Nobody vouches for it, and nobody has just done so. */
  readonly isPending: boolean;
}

/** One measurement: what and how much, when, where it is from, and what can be decided about it. */
export function renderMeasurement(facts: MeasurementFacts, row: Row): TemplateResult {
  const { words, group, sources, pick, decision, why, isPending } = row;
  const { t, locale } = words;
  const { observation, key } = facts;
  const name = nameOf(facts, words);
  const when = measuredAtText(observation, locale) ?? t('time.unknown');
  return html`<li class="entry ${group === 'off' ? 'off' : ''} ${group}" part="entry" data-key=${key}>
    <div class="line">
      <div class="what">
        ${pick}
        <div>
          <p><b class="name">${name}</b> ${renderValues(valuesOf(facts, words))}</p>
          ${renderSource(facts, { words, sources, isPending })}
        </div>
      </div>
      <p class="when">${when}</p>
      ${decision}
    </div>
    ${why}
    ${renderDetails(
      { words, label: t('device.details'), name: t('device.detailsOf', { name }), resources: [observation] },
      renderRest(facts, { words, sources }),
    )}
  </li>`;
}

/** What is asked about before several are validated at once: name, value, time. */
export function measurementText(facts: MeasurementFacts, words: DeviceWords): TemplateResult {
  const when = measuredAtText(facts.observation, words.locale) ?? words.t('time.unknown');
  return html`${nameOf(facts, words)} <b>${observedText(valuesOf(facts, words))}</b>
    <span class="muted">${when}</span>`;
}

export function nameOf({ observation }: MeasurementFacts, words: DeviceWords): string {
  return measurementName(observation.code, words) ?? words.t('device.unnamed');
}

function valuesOf({ observation }: MeasurementFacts, words: DeviceWords): ObservedValue[] {
  return observedValues(observation, words, (part) => measurementName(part, words));
}
