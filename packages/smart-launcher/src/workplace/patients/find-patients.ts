import { formatName } from '@samspil/components/format';
import type { FhirClient } from '@samspil/sdk/fhir';
import type { SearchParameters } from '@samspil/sdk';
import type { Bundle, Encounter, FhirResource, Patient } from 'fhir/r4';
import { codeOf } from '../reading.ts';
import { listedPatient } from './listed-patient.ts';
import type { ListedPatient } from './listed-patient.ts';
import type { Places } from './places.ts';

/** What the list is to show. */
export interface PatientQuery {
  /** Beginning of names, or a whole number; empty for everybody. */
  readonly text: string;
  /** Id of a ward; undefined for all. */
  readonly ward: string | undefined;
}

/** The patients found so far. */
export interface PatientPage {
  readonly patients: readonly ListedPatient[];
  /** As the server counts; undefined when it does not say. */
  readonly total: number | undefined;
  /** The next page; undefined when these are all. */
  readonly next: Bundle<Patient> | undefined;
  /** Why wards and beds are missing, when they could not be read. */
  readonly placesError: string | undefined;
}

const PAGE_SIZE = 25;
/** A ward is shown whole. One with more stays than this is shown by its first. */
const MOST_STAYS = 400;

/**
 * Finds patients. All of it by `POST _search`: names and numbers must not land in addresses, which servers and proxies
 * log (https://hl7.org/fhir/R4/http.html#search).
 *
 * @throws the codes of a FHIR search
 */
export function findPatients(
  { fhir, places, locale }: PatientSource,
  query: PatientQuery,
  signal: AbortSignal,
): Promise<PatientPage> {
  const source = { fhir, places, locale };
  return query.ward === undefined
    ? firstPage(source, query.text, signal)
    : wholeWard(source, query.ward, query.text, signal);
}

export interface PatientSource {
  readonly fhir: FhirClient;
  readonly places: Places;
  /** Whose alphabet beds and names are sorted by. */
  readonly locale: string;
}

/** The page with the next one behind it. */
export async function morePatients(
  { fhir, places }: PatientSource,
  page: PatientPage,
  signal: AbortSignal,
): Promise<PatientPage> {
  const bundle = page.next && (await fhir.next(page.next, { signal, method: 'POST' }));
  if (!bundle) return { ...page, next: undefined };
  const more = await pageOf(fhir, places, bundle, signal);
  return { ...more, patients: [...page.patients, ...more.patients], total: more.total ?? page.total };
}

async function firstPage(
  { fhir, places }: PatientSource,
  text: string,
  signal: AbortSignal,
): Promise<PatientPage> {
  const parameters = { ...criteriaOf(text), _sort: 'family,given', _count: PAGE_SIZE, _total: 'accurate' };
  const bundle = await fhir.search<Patient>('Patient', parameters, { signal, method: 'POST' });
  return pageOf(fhir, places, bundle, signal);
}

/** A text with a digit in it is a number, with or without its separator; any other is the beginning of each name. */
export function criteriaOf(text: string): SearchParameters {
  const words = text
    .trim()
    .split(/[\s,]+/)
    .filter(Boolean);
  if (words.length === 0) return {};
  if (!/\d/.test(text)) return { name: words.map(escape) };
  const typed = words.join('');
  const plain = typed.replace(/[-+]/g, '');
  const spellings = new Set([typed, plain, `${plain.slice(0, -4)}-${plain.slice(-4)}`]);
  return { identifier: [...spellings].map(escape).join(',') };
}

/** FHIR's own separators, when a person types them (https://hl7.org/fhir/R4/search.html#escaping). */
function escape(text: string): string {
  return text.replace(/[\\,$|]/g, '\\$&');
}

async function pageOf(
  fhir: FhirClient,
  places: Places,
  bundle: Bundle<Patient>,
  signal: AbortSignal,
): Promise<PatientPage> {
  const patients = resourcesOf(bundle).filter((resource) => resource.resourceType === 'Patient');
  const next = bundle.link?.some(({ relation }) => relation === 'next') ? bundle : undefined;
  let stays: ReadonlyMap<string, Encounter> = new Map();
  let placesError: string | undefined;
  try {
    stays = await staysOf(fhir, patients, signal);
  } catch (error) {
    // Who the patients are matters more than where they lie; the list says that this is missing.
    if (signal.aborted) throw error;
    placesError = codeOf(error);
  }
  return {
    patients: patients.map((patient) => listedPatient(patient, stays.get(patient.id ?? ''), places)),
    total: bundle.total,
    next,
    placesError,
  };
}

/** The stays these patients are in, by patient id. */
async function staysOf(
  fhir: FhirClient,
  patients: readonly Patient[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Encounter>> {
  if (patients.length === 0) return new Map();
  const patient = patients.map(({ id }) => `Patient/${id}`).join(',');
  const parameters = { patient, status: 'in-progress,onleave', _count: 2 * PAGE_SIZE };
  const bundle = await fhir.search<Encounter>('Encounter', parameters, { signal, method: 'POST' });
  return byPatient(resourcesOf(bundle).filter((resource) => resource.resourceType === 'Encounter'));
}

/** Everybody on a ward, by bed (LST-29). A search text narrows what is shown of it. */
async function wholeWard(
  { fhir, places, locale }: PatientSource,
  ward: string,
  text: string,
  signal: AbortSignal,
): Promise<PatientPage> {
  const encounters: Encounter[] = [];
  const patients = new Map<string, Patient>();
  const parameters = {
    status: 'in-progress,onleave',
    location: places.within(ward),
    _include: 'Encounter:patient',
    _count: 100,
  };
  let page: Bundle<FhirResource> | undefined = await fhir.search('Encounter', parameters, {
    signal,
    method: 'POST',
  });
  while (page) {
    for (const resource of resourcesOf(page)) {
      if (resource.resourceType === 'Encounter') encounters.push(resource);
      if (resource.resourceType === 'Patient') patients.set(resource.id ?? '', resource);
    }
    page = encounters.length < MOST_STAYS ? await fhir.next(page, { signal, method: 'POST' }) : undefined;
  }
  const listed = [...byPatient(encounters)].flatMap(([id, encounter]) => {
    const patient = patients.get(id);
    return patient ? [listedPatient(patient, encounter, places)] : [];
  });
  const shown = listed.filter((patient) => matches(patient, text)).sort(byBed(locale));
  return { patients: shown, total: shown.length, next: undefined, placesError: undefined };
}

function byPatient(encounters: readonly Encounter[]): Map<string, Encounter> {
  const latestFirst = [...encounters].sort((a, b) =>
    (b.period?.start ?? '').localeCompare(a.period?.start ?? ''),
  );
  const found = new Map<string, Encounter>();
  for (const encounter of latestFirst) {
    const id = encounter.subject?.reference?.replace(/^.*Patient\//, '');
    if (id && !found.has(id)) found.set(id, encounter);
  }
  return found;
}

/** The same rule as on the server: each word begins a name, or the number is the whole number. */
function matches({ name, identifier }: ListedPatient, text: string): boolean {
  const words = text
    .trim()
    .toLocaleLowerCase('da')
    .split(/[\s,]+/)
    .filter(Boolean);
  if (words.length === 0) return true;
  const digits = (value: string) => value.toLocaleLowerCase('da').replace(/[\s+-]/g, '');
  if (/\d/.test(text)) return digits(identifier?.value ?? '') === digits(text);
  const names = (name ? formatName(name) : '').toLocaleLowerCase('da').split(/[\s,-]+/);
  return words.every((word) => names.some((each) => each.startsWith(word)));
}

function byBed(locale: string): (a: ListedPatient, b: ListedPatient) => number {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const key = ({ stay }: ListedPatient) => stay?.place?.spot ?? '\uffff';
  const name = (patient: ListedPatient) => (patient.name ? formatName(patient.name) : '');
  return (a, b) => compare(key(a), key(b)) || compare(name(a), name(b));
}

function resourcesOf<T extends FhirResource>(bundle: Bundle<T>): T[] {
  return (bundle.entry ?? []).flatMap(({ resource }) => (resource ? [resource] : []));
}
