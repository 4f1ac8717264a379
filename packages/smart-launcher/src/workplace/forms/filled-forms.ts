import { formatMoment, formatNameInOrder, nameOf } from '@samspil/components/format';
import type { ClinicalContext } from '@samspil/sdk';
import type { Practitioner, QuestionnaireResponse, Reference } from 'fhir/r4';
import type { Texts } from '../texts.ts';

/** What was filled in for the patient of a lease, newest first, with the names of those who did and of the user, by reference. */
export interface FilledForms {
  readonly responses: readonly QuestionnaireResponse[];
  readonly names: ReadonlyMap<string, string>;
  /** The record has older ones. */
  readonly hasMore: boolean;
}

/** So many are read; of older ones it is said that there are. */
const MOST = 100;

/** @throws the codes of a FHIR search */
export async function readFilledForms(
  { fhir, user }: ClinicalContext,
  signal: AbortSignal,
): Promise<FilledForms> {
  const found: QuestionnaireResponse[] = [];
  const asked = fhir.search<QuestionnaireResponse>(
    'QuestionnaireResponse',
    { _sort: '-authored', _count: 50 },
    { signal, limit: MOST + 1 },
  );
  for await (const response of asked) found.push(response);
  const responses = found.slice(0, MOST);
  // The user too: what is filled in here says by whom, also to those who may not look it up.
  const authors = [user, ...responses.flatMap(({ author }) => (author && !author.display ? [author] : []))];
  const names = await Promise.all(
    [...new Set(authors.map(({ reference }) => reference ?? ''))].map(
      async (reference) => [reference, await nameOfAuthor(reference)] as const,
    ),
  );
  return {
    responses,
    names: new Map(names.flatMap(([reference, name]) => (name ? [[reference, name]] : []))),
    hasMore: found.length > MOST,
  };

  /** Undefined where nobody may say, or nobody can be asked. */
  async function nameOfAuthor(reference: string): Promise<string | undefined> {
    if (!reference.startsWith('Practitioner/')) return undefined;
    const person = await fhir.read<Practitioner>(reference, { signal }).catch(() => undefined);
    const name = nameOf(person?.name);
    return name && formatNameInOrder(name);
  }
}

/** When a form was filled in and by whom, as one line. */
export function filledLine(
  { authored, author }: QuestionnaireResponse,
  names: ReadonlyMap<string, string>,
  t: Texts,
): string {
  const when = authored ? formatMoment(authored, t.locale) : t('forms.whenUnknown');
  return `${when} · ${authorName(author, names) ?? t('forms.byUnknown')}`;
}

function authorName(author: Reference | undefined, names: ReadonlyMap<string, string>): string | undefined {
  return author?.display ?? names.get(author?.reference ?? '');
}
