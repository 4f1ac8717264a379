import type { PatientQuery } from '@samspil/components/components/patient-picker';
import { formatName } from '@samspil/components/format';
import type { SearchParameters } from '@samspil/sdk';
import type { ListedPatient } from './listed-patient.ts';

/** What a FHIR search looks for: each word is the beginning of a name, a number is whole. Everybody without a query. */
export function criteriaOf(query: PatientQuery | undefined): SearchParameters {
  switch (query?.by) {
    case undefined:
      return {};
    case 'name':
      return { name: query.words.map(escape) };
    case 'birthDate':
      return { birthdate: query.value };
    case 'identifier':
      return { identifier: spellingsOf(query.value).map(escape).join(',') };
  }
}

/** The same rule for patients who are already here. */
export function isMeant(
  { name, birthDate, identifier }: Pick<ListedPatient, 'name' | 'birthDate' | 'identifier'>,
  query: PatientQuery | undefined,
): boolean {
  switch (query?.by) {
    case undefined:
      return true;
    case 'name': {
      const names = lower(name ? formatName(name) : '').split(/[\s,-]+/);
      return query.words.every((word) => names.some((each) => each.startsWith(lower(word))));
    }
    case 'birthDate':
      return birthDate === query.value;
    case 'identifier':
      return bare(identifier?.value ?? '') === bare(query.value);
  }
}

/** Denmark stores numbers without the dash, Sweden with it. */
function spellingsOf(number: string): string[] {
  const plain = number.replace(/[-+]/g, '');
  return [plain, `${plain.slice(0, -4)}-${plain.slice(-4)}`];
}

function lower(text: string): string {
  return text.toLocaleLowerCase('da');
}

function bare(number: string): string {
  return lower(number).replace(/[\s+-]/g, '');
}

/** FHIR's own separators, when a person types them (https://hl7.org/fhir/R4/search.html#escaping). */
function escape(text: string): string {
  return text.replace(/[\\,$|]/g, '\\$&');
}
