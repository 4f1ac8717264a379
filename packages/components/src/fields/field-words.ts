import type { CodeableConcept, FhirResource } from 'fhir/r4';
import { fieldsTexts } from './fields-texts.ts';
import type { Locale } from '../locales/languages.ts';
import type { KeyOf, TextParameters } from '../locales/text.ts';
import { conceptText } from '../format/concepts.ts';

/** The texts of an element that tells of fields, and its language. */
export interface FieldWords {
  readonly t: (key: Key, parameters?: TextParameters) => string;
  readonly locale: Locale;
}
type Key = KeyOf<typeof fieldsTexts>;

/** One thing in which versions of a resource differ, as `mergeResource` tells of it. */
export interface FieldDifference {
  readonly path: string;
  /** JSON names of its elements. */
  readonly elements: readonly string[];
  readonly base?: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

const TYPED =
  /(?:Quantity|CodeableConcept|String|Boolean|Integer|DateTime|Date|Time|Period|Range|Ratio|Reference|Age)$/;

/** What the whole resource is called: a measurement by what was measured, everything else by what it is about. */
export function nameOfResource(
  { mine, theirs }: { readonly mine: FhirResource; readonly theirs?: FhirResource | undefined },
  words: FieldWords,
): string {
  const { t } = words;
  const type = known(`type.${mine.resourceType}`);
  const about = aboutOf(mine, words) ?? (theirs && aboutOf(theirs, words));
  const kind = t(type ?? 'type.unknown');
  return about ? `${kind}: ${about}` : kind;
}

/** What a clinician calls the thing that a question is about. */
export function nameOfQuestion(
  { path, elements, mine, theirs, base }: FieldDifference,
  resource: { readonly mine: FhirResource },
  words: FieldWords,
): string {
  const [only = '', ...more] = elements;
  const item = [mine, theirs, base].find((value) => typeof value === 'object' && value !== null);
  const code = (item as { code?: CodeableConcept } | undefined)?.code;
  // One part of several, such as the systolic pressure, has a name of its own.
  if (only === 'component' && code) return nameOfConcept(code, words) ?? nameOfField(only, words);
  if (only === 'answer') return wordingOf(path, resource.mine) ?? nameOfField(only, words);
  return nameOfField(more.length === 0 ? only : path.slice(path.lastIndexOf('.') + 1), words);
}

/** The wording of the question in a form that an answer belongs to. */
function wordingOf(path: string, resource: object): string | undefined {
  interface Item {
    linkId?: string;
    text?: string;
    item?: Item[];
  }
  const linkId = [...path.matchAll(/linkId='((?:\\.|[^'\\])*)'/g)].at(-1)?.[1]?.replace(/\\(.)/g, '$1');
  const find = (items: readonly Item[] = []): string | undefined => {
    for (const one of items) {
      const found = one.linkId === linkId ? one.text : find(one.item);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return find((resource as Item).item);
}

/** The label of an element by its JSON or FHIRPath name; an unknown one is still readable. */
export function nameOfField(name: string, { t }: FieldWords): string {
  const label = known(`field.${name}`) ?? known(`field.${name.replace(TYPED, '')}`);
  const spelt = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return label ? t(label) : t('field.unknown', { name: spelt });
}

/** A concept in the clinician's words where we have them, else in its own. */
export function nameOfConcept(concept: CodeableConcept | undefined, { t }: FieldWords): string | undefined {
  const codes = Array.isArray(concept?.coding) ? concept.coding.map((coding) => coding?.code) : [];
  for (const code of codes) {
    const key = known(`loinc.${code}`) ?? known(`code.${code}`);
    if (key) return t(key);
  }
  return conceptText(concept);
}

/** A code of the record's own, such as a status; undefined for one we have no word for. */
export function nameOfCode(code: string, { t }: FieldWords): string | undefined {
  const key = known(`code.${code}`);
  return key && t(key);
}

function aboutOf(resource: FhirResource, words: FieldWords): string | undefined {
  const { code, medicationCodeableConcept, vaccineCode } = resource as unknown as Readonly<
    Record<string, CodeableConcept | undefined>
  >;
  return nameOfConcept(code ?? medicationCodeableConcept ?? vaccineCode, words);
}

function known(key: string): Key | undefined {
  return Object.hasOwn(fieldsTexts.da, key) ? (key as Key) : undefined;
}
