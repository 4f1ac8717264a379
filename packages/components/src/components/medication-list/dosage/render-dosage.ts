import type { Dosage } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import { warnIcon } from '../../../icons/icons.ts';
import type { DosageWords } from '../medication-words.ts';
import { renderAttributes } from '../render-attributes.ts';
import { dosageFacts, type DosageFacts } from './dosage.ts';

/**
 * What to take, one line for each dosage. Where the prescriber wrote a text it comes first, and what the record says in
 * codes stands below it: a screen that judged whether the two agree would at times be wrong, and hide one of them.
 */
export function renderDosages(dosages: readonly Dosage[], words: DosageWords): TemplateResult {
  const { t } = words;
  if (dosages.length === 0) return html`<p class="dosage muted">${t('med.doseUnknown')}</p>`;
  const steps = new Set(dosages.map(({ sequence }) => sequence)).size > 1;
  return html`${dosages.map((dosage, index) => {
    const said = dosageFacts(dosage, words);
    // Of one dosage, start and end stand beside the status of the drug.
    const rest = dosages.length > 1 && said.period ? [...said.rest, said.period] : said.rest;
    const facts = { ...said, rest };
    const isPartly = facts.isPartly || hasModifier(dosage);
    return html`<div class="dosage">
      ${steps ? html`<span class="step">${t('med.step', { n: index + 1 })}</span>` : nothing}
      <div>${renderOne(facts, words)} ${isPartly ? renderPartly(words) : nothing}</div>
    </div>`;
  })}`;
}

function renderOne(facts: DosageFacts, words: DosageWords): TemplateResult {
  const { t } = words;
  const { text, dose, rest } = facts;
  const label = t(text === undefined ? 'med.dose' : 'med.codedDose');
  const coded = dose === undefined && rest.length === 0 ? undefined : renderCoded(facts, label);
  if (text === undefined)
    return html`<p>${coded ?? html`<span class="muted">${t('med.doseUnknown')}</span>`}</p>`;
  const isSame = sameWords(text, [dose, ...rest].filter((part) => part !== undefined).join(' '));
  return html`<p><span class="label">${t('med.dosage')}</span> <strong class="written">${text}</strong></p>
    ${coded && !isSame ? html`<p class="coded">${dose ? nothing : html`<span class="label">${t('med.coded')}</span> `}${coded}</p>` : nothing}`;
}

/** Dose bold and labelled (RXL-11, RXL-12); what follows needs no label in this order (RXL-17). */
function renderCoded({ dose, rest }: DosageFacts, label: string): TemplateResult {
  const labelled = dose && html`<span class="label">${label}</span> <strong>${dose}</strong>`;
  return renderAttributes([labelled, ...rest]);
}

function renderPartly({ t }: DosageWords): TemplateResult {
  return html`<p class="tags"><span class="tag warn">${warnIcon}${t('med.partly')}</span></p>`;
}

function hasModifier({ modifierExtension }: Dosage): boolean {
  return modifierExtension !== undefined;
}

function sameWords(a: string, b: string): boolean {
  const plain = (text: string) =>
    text
      .toLocaleLowerCase()
      .replace(/[\s\u00a0,.—]+/g, ' ')
      .trim();
  return plain(a) === plain(b);
}
