import { html, nothing, type TemplateResult } from 'lit';
import { formatWhen } from '../../format/onset.ts';
import { stopIcon, warnIcon } from '../../icons/icons.ts';
import { renderDetails } from '../../states/render-details.ts';
import { textIn } from '../../states/render-facts.ts';
import { renderTags } from '../../states/render-tags.ts';
import { dosagesOf, isLater, isOver, startOf } from './course.ts';
import { renderDosages } from './dosage/render-dosage.ts';
import { isUnordered, orderedAt, type MedicineFacts, type MedicineGroups } from './medication-facts.ts';
import { drugNameOf } from './medication-name.ts';
import type { MedicationWords } from './medication-words.ts';
import { renderName } from './render-name.ts';
import { renderRest } from './render-rest.ts';

interface Row {
  readonly words: MedicationWords;
  readonly group: keyof MedicineGroups;
  readonly now: number;
}

/** One drug a row (RXV-01): what it is and how it is taken; beside it its status and since when; the rest on demand. */
export function renderMedicine(facts: MedicineFacts, { words, group, now }: Row): TemplateResult {
  const { t } = words;
  const { medicine } = facts;
  const drug = drugNameOf(medicine);
  const dosages = dosagesOf(medicine);
  const isOff = group === 'past' || group === 'wrong';
  const status = html`<strong class="status-word">${statusText(facts, group, words)}</strong>`;
  return html`<li class="entry ${isOff ? 'off' : ''} ${group}" part="entry">
    <div class="line">
      ${isOff ? status : nothing}
      <div>
        ${renderName(drug, words)} ${renderTags(warningsOf(facts, words))}
        ${facts.isProhibited && dosages.length === 0 ? nothing : renderDosages(dosages, words)}
      </div>
      <div>
        <p>${isOff ? nothing : status} <span class="when">${renderDates(facts, words, group)}</span></p>
        ${renderTags(tagsOf(facts, { words, group, now }))}
      </div>
    </div>
    ${renderDetails(
      {
        words,
        label: t('med.details'),
        name: t('med.detailsOf', { name: drug.name ?? t('med.unnamed') }),
        resources: [medicine],
      },
      renderRest(facts, drug, words),
    )}
  </li>`;
}

/** Never empty (RXV-02); a status nobody knows is shown as it came. */
function statusText(
  { status, intent, medicine }: MedicineFacts,
  group: keyof MedicineGroups,
  { t }: MedicationWords,
): string {
  // "Current" would make an order of what is none.
  if (status === 'active' && group === 'prohibited') return t('med.prohibition');
  if (status === 'active' && group === 'planned' && isUnordered(intent)) return t(`med.intent.${intent}`);
  if (status) return t(`med.status.${status}`);
  const code = textIn(medicine.status);
  return code === undefined ? t('med.status.missing') : t('med.status.strange', { code });
}

/** Beside the name, because they turn the meaning of all that follows. */
function warningsOf({ isProhibited, medicine }: MedicineFacts, { t }: MedicationWords): TemplateResult[] {
  const isLimited = medicine.modifierExtension !== undefined;
  return [
    ...(isProhibited ? [html`<span class="tag danger">${stopIcon}${t('med.prohibited')}</span>`] : []),
    ...(isLimited ? [html`<span class="tag warn">${warnIcon}${t('med.caveat')}</span>`] : []),
  ];
}

function tagsOf(facts: MedicineFacts, { words, group, now }: Row): (string | TemplateResult)[] {
  const { t } = words;
  const { status, intent, medicine, start, end } = facts;
  const isInForce = group === 'current' || group === 'onHold';
  const isFuture = start === startOf(medicine) && isLater(start, new Date(now).toISOString());
  const tags: (string | TemplateResult | undefined)[] = [
    medicine.resourceType === 'MedicationStatement' ? t('med.statement') : undefined,
    // That it is a proposal turns nothing round when it must not be given anyway, and is said all the same.
    intent === 'strange'
      ? textIn(medicine.resourceType === 'MedicationRequest' && medicine.intent)
      : undefined,
    isUnordered(intent) && !(status === 'active' && group === 'planned')
      ? t(`med.intent.${intent}`)
      : undefined,
    intent === 'missing' ? t('med.intent.missing') : undefined,
    isInForce && isFuture ? t('med.startsLater') : undefined,
    isInForce && isOver(end, now)
      ? html`<span class="tag warn">${warnIcon}${t('med.endPassed')}</span>`
      : undefined,
  ];
  return tags.filter((tag) => tag !== undefined);
}

/** Current: since when. Past: until when, with the start before it (RXV-03). Each date has its label (RXV-13). */
function renderDates(
  facts: MedicineFacts,
  { t, locale }: MedicationWords,
  group: keyof MedicineGroups,
): TemplateResult {
  const { medicine, end } = facts;
  const begun = startOf(medicine);
  const written = orderedAt(medicine);
  const [label, date] =
    begun === undefined && written !== undefined
      ? [t(medicine.resourceType === 'MedicationRequest' ? 'med.orderedAt' : 'med.assertedAt'), written]
      : [t('med.start'), begun];
  const first = formatWhen(date, locale);
  const last = formatWhen(end, locale);
  return html`<span class="date"
      >${first ? html`<span class="muted">${label}</span> ${first}` : html`<span class="muted">${t('med.startUnknown')}</span>`}</span
    >
    ${
      last
        ? html`<span class="date"><span class="muted">${t('med.end')}</span> ${last}</span>`
        : group === 'past'
          ? html`<span class="date muted">${t('med.endUnknown')}</span>`
          : nothing
    }`;
}
