import type { nothing } from 'lit';
import { html, type TemplateResult } from 'lit';
import { unknownIcon, warnIcon } from '../../icons/icons.ts';
import { observedText, observedValues } from '../../observations/observed-value.ts';
import { textIn } from '../../states/render-facts.ts';
import { renderTags } from '../../states/render-tags.ts';
import { batteryOf, clockAhead, deviceOf, type DeviceSources } from './device-facts.ts';
import type { DeviceWords } from './device-words.ts';
import type { MeasurementFacts } from './measurement-facts.ts';

/** A clock that is wrong by a minute puts a measurement at another place in the course. */
const CLOCK_LIMIT_MS = 60_000;
/** Percent below which a device says little for itself. */
const LOW_BATTERY = 20;

/** Where a measurement is from, and what makes it doubtful: each in words. */
export function renderSource(
  { observation, isByDevice, reportedBy }: MeasurementFacts,
  { words, sources, isPending }: { words: DeviceWords; sources: DeviceSources; isPending: boolean },
): TemplateResult | typeof nothing {
  const { t } = words;
  const device = deviceOf(observation, sources);
  const name = device?.name;
  const from = name === undefined ? t('obs.deviceUnknown') : t('obs.device', { name });
  const compared = clockAhead(observation, sources);
  const ahead = Math.abs(compared ?? 0);
  const battery = batteryOf(observation, sources);
  const charge: unknown = battery?.valueQuantity?.value;
  const warning = (text: string) => html`<span class="tag warn">${warnIcon}${text}</span>`;
  const tags: (string | TemplateResult | undefined)[] = [
    isByDevice ? from : undefined,
    reportedBy && t(reportedBy === 'patient' ? 'obs.patientReported' : 'obs.relativeReported'),
    isPending ? html`<span class="tag">${unknownIcon}${t('device.unvalidated')}</span>` : undefined,
    statusText(observation, words),
    ahead >= CLOCK_LIMIT_MS
      ? warning(t('device.clock', { minutes: Math.round(ahead / 60_000) }))
      : device?.isUnsynced && compared === undefined
        ? warning(t('device.clockUnknown'))
        : undefined,
    battery && typeof charge === 'number' && charge < LOW_BATTERY
      ? warning(t('device.batteryLow', { value: observedText(observedValues(battery, words)) }))
      : undefined,
    observation.modifierExtension === undefined ? undefined : warning(t('observed.caveat')),
  ];
  return renderTags(tags.filter((tag) => tag !== undefined));
}

/** Final is what is expected; all else is said, also a status nobody knows. */
function statusText({ status }: MeasurementFacts['observation'], { t }: DeviceWords): string | undefined {
  if (status === 'final') return undefined;
  const known = [
    'registered',
    'preliminary',
    'amended',
    'corrected',
    'cancelled',
    'entered-in-error',
    'unknown',
  ] as const;
  const found = known.find((each) => each === status);
  return found ? t(`device.status.${found}`) : (textIn(status) ?? t('device.status.missing'));
}
