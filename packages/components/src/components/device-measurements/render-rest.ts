import type { Reference } from 'fhir/r4';
import { html, type TemplateResult } from 'lit';
import { conceptText, objectsIn, tokensOf } from '../../format/concepts.ts';
import { formatExact } from '../../format/numbers.ts';
import { formatWhen } from '../../format/onset.ts';
import { observedText, observedValues } from '../../observations/observed-value.ts';
import { measuredAtText } from '../../observations/measured-at.ts';
import { renderFacts, textIn, type Fact } from '../../states/render-facts.ts';
import { renderPerson } from '../../states/render-person.ts';
import { batteryOf, clockAhead, deviceOf, gatewayText, type DeviceSources } from './device-facts.ts';
import type { DeviceWords } from './device-words.ts';
import { validatorsOf, type MeasurementFacts } from './measurement-facts.ts';

/** Who measured and who vouches for it, the device and how it was, when it came, and every remark. */
export function renderRest(
  { observation }: MeasurementFacts,
  { words, sources }: { words: DeviceWords; sources: DeviceSources },
): TemplateResult {
  const { t, locale } = words;
  const { contained } = observation;
  const validators = validatorsOf(observation);
  const people = objectsIn<Reference>(observation.performer).filter((each) => !validators.includes(each));
  const who =
    (label: string) =>
    (person: Reference): Fact => [label, renderPerson(person, { words, contained })];
  return renderFacts([
    [t('device.facts.measured'), measuredAtText(observation, locale) ?? t('time.unknown')],
    [t('device.facts.issued'), formatWhen(observation.issued, locale)],
    ...people.map(who(t('device.facts.performer'))),
    ...validators.map(who(t('device.validatedBy'))),
    ...deviceRest(observation, { words, sources }),
    [t('device.facts.method'), conceptText(observation.method)],
    [t('device.facts.site'), conceptText(observation.bodySite)],
    [t('device.facts.code'), codesText(observation.code, locale)],
    ...objectsIn(observation.note).map((note): Fact => [t('list.note'), noteText(note, words)]),
  ]);
}

function deviceRest(
  observation: MeasurementFacts['observation'],
  { words, sources }: { words: DeviceWords; sources: DeviceSources },
): Fact[] {
  const { t, locale } = words;
  const device = deviceOf(observation, sources);
  const ahead = clockAhead(observation, sources);
  const battery = batteryOf(observation, sources);
  const seconds = ahead === undefined ? undefined : formatExact(Math.round(Math.abs(ahead) / 1000), locale);
  return [
    [t('device.facts.device'), device?.name ?? (device ? t('device.facts.notRead') : undefined)],
    [t('device.facts.manufacturer'), device?.manufacturer],
    [t('device.facts.model'), device?.model],
    [
      t('device.facts.serial'),
      device?.serialEnd && t('device.facts.serialEnd', { digits: device.serialEnd }),
    ],
    [t('device.facts.battery'), battery && observedText(observedValues(battery, words))],
    [t('device.facts.clock'), seconds && t('device.clockSeconds', { seconds })],
    [t('device.facts.sync'), device?.isUnsynced ? t('device.clockUnknown') : device?.sync],
    [t('device.facts.gateway'), gatewayText(observation)],
  ];
}

function codesText(code: MeasurementFacts['observation']['code'], locale: string): string | undefined {
  const codes = tokensOf(code).map((token) => token.slice(token.lastIndexOf('|') + 1));
  return codes.length > 0 ? new Intl.ListFormat(locale).format(codes) : undefined;
}

function noteText(
  note: NonNullable<MeasurementFacts['observation']['note']>[number],
  words: DeviceWords,
): TemplateResult {
  const at = formatWhen(note.time, words.locale);
  return html`${textIn(note.text) ?? ''} <span class="muted">${at ?? ''}</span>`;
}
