import { isSamspilError, type ClinicalContext } from '@samspil/sdk';
import type { FhirClient } from '@samspil/sdk/fhir';
import type { Questionnaire } from 'fhir/r4';

/** The shelf of this browser. */
export function formShelf({ fhirBaseUrl }: FhirClient): FormShelf {
  return { storage: localStorage, fhirBaseUrl };
}

/** Where forms are kept for when there is no connection. They say nothing of any patient. */
export interface FormShelf {
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  /** Forms of one record are not offered in another. */
  readonly fhirBaseUrl: string;
}

/** The forms that can be filled in. */
export interface ReadForms {
  readonly forms: readonly Questionnaire[];
  /** They could not be asked for: these are the ones that were there last time. */
  readonly areKept: boolean;
}

const ACTIVE = { status: 'active', _count: 100 } as const;
/** So many are offered: a list nobody can read helps nobody. */
const MOST = 100;

/**
 * Reads the forms in use, and keeps them; without a connection gives those that were kept.
 *
 * @throws the codes of a FHIR search, when none were kept either; `denied` always
 */
export async function readForms(
  { fhir }: ClinicalContext,
  shelf: FormShelf,
  signal: AbortSignal,
): Promise<ReadForms> {
  try {
    const forms: Questionnaire[] = [];
    for await (const form of fhir.search<Questionnaire>('Questionnaire', ACTIVE, { signal, limit: MOST }))
      forms.push(form);
    keep(forms, shelf);
    return { forms, areKept: false };
  } catch (error) {
    const forms = signal.aborted || (isSamspilError(error) && error.code === 'denied') ? [] : kept(shelf);
    if (forms.length === 0) throw error;
    return { forms, areKept: true };
  }
}

/** Fetches the forms to this device before they are needed. Never rejects: without them one works as before. */
export async function prepareForms(fhir: FhirClient, shelf: FormShelf): Promise<void> {
  const bundle = await fhir.search<Questionnaire>('Questionnaire', ACTIVE).catch(() => undefined);
  if (bundle)
    keep(
      (bundle.entry ?? []).flatMap(({ resource }) => (resource ? [resource] : [])),
      shelf,
    );
}

/** The form a response was filled in with; undefined where it is not among these. */
export function formOf(
  canonical: string | undefined,
  forms: readonly Questionnaire[],
): Questionnaire | undefined {
  const [url, version] = (canonical ?? '').split('|');
  return forms.find((form) => form.url === url && (version === undefined || form.version === version));
}

/** What a response says it was filled in with. */
export function canonicalOf({ url = '', version }: Questionnaire): string {
  return version === undefined ? url : `${url}|${version}`;
}

function keep(forms: readonly Questionnaire[], { storage, fhirBaseUrl }: FormShelf): void {
  try {
    storage.setItem(keyOf(fhirBaseUrl), JSON.stringify(forms));
  } catch {
    // A storage that is full or blocked: then there are none without a connection.
  }
}

function kept({ storage, fhirBaseUrl }: FormShelf): readonly Questionnaire[] {
  try {
    const found: unknown = JSON.parse(storage.getItem(keyOf(fhirBaseUrl)) ?? '[]');
    return Array.isArray(found) ? found.filter(isForm) : [];
  } catch {
    return [];
  }
}

function isForm(value: unknown): value is Questionnaire {
  return (value as Questionnaire | null)?.resourceType === 'Questionnaire';
}

function keyOf(fhirBaseUrl: string): string {
  return `samspil.forms.${fhirBaseUrl}`;
}
