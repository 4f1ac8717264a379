import type { Dosage, MedicationRequest, Reference } from 'fhir/r4';
import { html, type TemplateResult } from 'lit';
import { conceptText, objectsIn, tokensOf } from '../../format/concepts.ts';
import { formatWhen } from '../../format/onset.ts';
import { renderFacts, textIn, type Fact } from '../../states/render-facts.ts';
import { renderPerson } from '../../states/render-person.ts';
import { amountText, spanText } from './dosage/amounts.ts';
import { dosagesOf } from './course.ts';
import type { Medicine, MedicineFacts } from './medication-facts.ts';
import type { DrugName } from './medication-name.ts';
import type { MedicationWords } from './medication-words.ts';
import { ingredientText } from './render-name.ts';

/** What else the record says of a drug. */
export function renderRest(
  { medicine, intent }: MedicineFacts,
  { concept, ingredients }: DrugName,
  words: MedicationWords,
): TemplateResult {
  const { t, locale } = words;
  const { contained } = medicine;
  const isRequest = medicine.resourceType === 'MedicationRequest';
  const listed = (label: string, texts: readonly (string | undefined)[]) => asList(label, texts, locale);
  return renderFacts([
    ...dosagesOf(medicine).flatMap((dosage) => dosageRest(dosage, words)),
    listed(t('med.reason'), [
      ...objectsIn(medicine.reasonCode).map((each) => conceptText(each)),
      ...objectsIn<Reference>(medicine.reasonReference).map(({ display }) => textIn(display)),
    ]),
    listed(t('med.statusReason'), conceptsIn(medicine.statusReason)),
    listed(t('med.category'), conceptsIn(medicine.category)),
    listed(
      t('med.ingredients'),
      ingredients.map((each) => ingredientText(each, words)),
    ),
    listed(
      t('med.code'),
      tokensOf(concept).map((token) => token.slice(token.lastIndexOf('|') + 1)),
    ),
    ...(isRequest ? requestFacts(medicine, words) : []),
    [
      t('med.kind'),
      isRequest ? (intent === 'order' ? t('med.intent.order') : undefined) : t('med.statement'),
    ],
    isRequest
      ? [t('med.requester'), renderPerson(medicine.requester, { words, contained })]
      : [t('med.source'), renderPerson(medicine.informationSource, { words, contained })],
    isRequest
      ? [t('med.orderedAt'), formatWhen(medicine.authoredOn, locale) ?? t('time.unknown')]
      : [t('med.assertedAt'), formatWhen(medicine.dateAsserted, locale) ?? t('time.unknown')],
    ...objectsIn(medicine.note).map((note) => [t('list.note'), textIn(note.text)] as const),
  ]);
}

function dosageRest(dosage: Dosage, { t, locale }: MedicationWords): Fact[] {
  return [
    asList(t('med.instruction'), conceptsIn(dosage.additionalInstruction), locale),
    [t('med.patientInstruction'), textIn(dosage.patientInstruction)],
    [t('med.site'), conceptText(dosage.site)],
    [t('med.method'), conceptText(dosage.method)],
  ];
}

function requestFacts(request: MedicationRequest, words: MedicationWords): Fact[] {
  const { t, locale } = words;
  const { contained, dispenseRequest, substitution, performer } = request;
  const { start, end } = dispenseRequest?.validityPeriod ?? {};
  const [from, to] = [formatWhen(start, locale), formatWhen(end, locale)];
  const repeats: unknown = dispenseRequest?.numberOfRepeatsAllowed;
  return [
    [t('med.course'), conceptText(request.courseOfTherapyType)],
    [t('med.priority'), textIn(request.priority)],
    [t('med.performer'), performer && renderPerson(performer, { words, contained })],
    [t('med.substitution.label'), substitution && substitutionText(substitution, words)],
    [t('med.quantity'), amountText(dispenseRequest?.quantity, words)],
    [t('med.repeats'), typeof repeats === 'number' ? String(repeats) : undefined],
    [t('med.supply'), spanText(dispenseRequest?.expectedSupplyDuration, words)],
    [
      t('med.validity'),
      from && to
        ? t('list.span', { from, to })
        : from
          ? t('list.since', { from })
          : to && t('list.until', { to }),
    ],
  ];
}

function substitutionText(
  substitution: NonNullable<MedicationRequest['substitution']>,
  { t }: MedicationWords,
): TemplateResult {
  const allowed: unknown = substitution.allowedBoolean;
  const said =
    typeof allowed === 'boolean'
      ? t(allowed ? 'med.substitution.yes' : 'med.substitution.no')
      : (conceptText(substitution.allowedCodeableConcept) ?? t('common.notStated'));
  return html`${said} ${conceptText(substitution.reason) ?? ''}`;
}

/** Either one concept or a list of them: the two types differ. */
function conceptsIn(given: Medicine['statusReason']): (string | undefined)[] {
  return (Array.isArray(given) ? objectsIn(given) : [given]).map((each) => conceptText(each));
}

function asList(label: string, texts: readonly (string | undefined)[], locale: string): Fact {
  const known = texts.filter((text) => text !== undefined);
  return [label, known.length > 0 ? new Intl.ListFormat(locale).format(known) : undefined];
}
