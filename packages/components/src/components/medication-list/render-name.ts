import type { MedicationIngredient } from 'fhir/r4';
import { html, type TemplateResult } from 'lit';
import { conceptText } from '../../format/concepts.ts';
import { textIn } from '../../states/render-facts.ts';
import { ratioText } from './dosage/amounts.ts';
import type { DrugName } from './medication-name.ts';
import type { MedicationWords } from './medication-words.ts';
import { renderAttributes } from './render-attributes.ts';

/** Drug, brand, strength, form, in this order (RXL-17). A name is never cut (RXL-02). */
export function renderName(drug: DrugName, words: MedicationWords): TemplateResult {
  const { name, brand, form, ingredients } = drug;
  const [only, ...others] = ingredients;
  // Several ingredients have a strength each: which is whose stands in the details.
  const strength = only && others.length === 0 ? ratioText(only.strength, words) : undefined;
  const generic = brand !== undefined && name !== undefined && !isAcronym(name);
  const shown = html`<b class="drug ${generic ? 'generic' : ''}">${name ?? words.t('med.unnamed')}</b>`;
  return html`<p class="name">
    ${renderAttributes([
      shown,
      brand && html`<span class=${isPlainName(brand) ? 'brand' : ''}>${brand}</span>`,
      strength,
      form,
    ])}
  </p>`;
}

/** `paracetamol 500 mg pr. tablet`, as the second level lists them. */
export function ingredientText(ingredient: MedicationIngredient, words: MedicationWords): string | undefined {
  const substance = conceptText(ingredient.itemCodeableConcept) ?? textIn(ingredient.itemReference?.display);
  const strength = ratioText(ingredient.strength, words);
  return [substance, strength].filter((part) => part !== undefined).join(' ') || undefined;
}

/** Only what is all letters may stand in capitals: `mg` in capitals would be another unit. */
function isPlainName(brand: string): boolean {
  return /^[\p{L}\s-]+$/u.test(brand);
}

function isAcronym(name: string): boolean {
  return /\p{Lu}{2}/u.test(name);
}
