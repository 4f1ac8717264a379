import { SamspilError } from '@samspil/sdk';
import type { ClinicalContext } from '@samspil/sdk';
import type { Bundle, FhirResource } from 'fhir/r4';
import { codeOf } from '../controllers/reading.ts';
import type { DiscoveredService, PatientView } from './cds-server.ts';

/** What may be asked for: one resource, or a search of one type. Anything else is not filled in. */
const READ = /^([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}$/;
const SEARCH = /^([A-Z][A-Za-z]+)\?[^#]*$/;

/** What the types of a service's templates must be among. */
export interface PrefetchOptions {
  readonly types: readonly string[];
  readonly signal: AbortSignal;
}

/** Types that a service asks for; a template that nobody can read has the type `''`. */
export function typesOf({ prefetch }: DiscoveredService): string[] {
  return Object.values(prefetch).map((template) => /^([A-Z][A-Za-z]+)[/?]/.exec(template)?.[1] ?? '');
}

/**
 * Reads what a service asks for, under the lease: as the elements of the page do, so it is this patient's and nothing that
 * the user may not see. What may not be seen, and a template with an unknown token, is left out; the service then says
 * that it lacks it.
 *
 * @throws `denied` for a service that asks for a type it may not be sent; else as `FhirAccess.request`
 */
export async function readPrefetch(
  service: DiscoveredService,
  view: PatientView,
  context: ClinicalContext,
  { types, signal }: PrefetchOptions,
): Promise<Record<string, FhirResource | null>> {
  if (!typesOf(service).every((type) => types.includes(type)))
    throw new SamspilError('denied', 'The service asks for more than this workplace sends it.');
  const read = Object.entries(service.prefetch).map(async ([key, template]) => {
    const url = filledIn(template, view);
    return [key, url === undefined ? undefined : await readOne(url, context, signal)] as const;
  });
  const pairs = (await Promise.all(read)).filter(
    (each): each is [string, FhirResource] => each[1] !== undefined,
  );
  return Object.fromEntries(pairs);
}

async function readOne(
  url: string,
  { fhir }: ClinicalContext,
  signal: AbortSignal,
): Promise<FhirResource | null | undefined> {
  try {
    // Asked anew: advice on measurements from before the last one would be worse than none.
    const answer = await fhir.request({ url }, { signal, cache: 'no-cache' });
    return answer.resourceType === 'Bundle' ? asSent(answer) : answer;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'denied') return undefined;
    if (code === 'not-found' || code === 'gone') return null;
    throw error;
  }
}

/** Only what was searched for: no addresses of our server, and of the further pages only that there are some. */
function asSent({ entry = [], link = [] }: Bundle): Bundle {
  const matches = entry.filter(({ search }) => search?.mode === undefined || search.mode === 'match');
  const hasMore = link.some(({ relation }) => relation === 'next');
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    entry: matches.flatMap(({ resource }) => (resource ? [{ resource }] : [])),
    ...(hasMore && { link: [{ relation: 'next', url: 'about:blank' }] }),
  };
}

/** A template with its tokens (CDS Hooks 2.0, Prefetch Tokens); undefined where one is unknown, or it is no read or search. */
export function filledIn(
  template: string,
  { patientId, userId, encounterId }: PatientView,
): string | undefined {
  const [userType, id] = userId.split('/');
  const tokens: Readonly<Record<string, string | undefined>> = {
    'context.patientId': patientId,
    'context.userId': userId,
    'context.encounterId': encounterId,
    [`user${userType}Id`]: id,
  };
  let isKnown = true;
  const url = template.replace(/\{\{([^}]*)\}\}/g, (_, token: string) => {
    const name = token.trim();
    const value = Object.hasOwn(tokens, name) ? tokens[name] : undefined;
    isKnown &&= value !== undefined;
    return value ?? '';
  });
  return isKnown && (READ.test(url) || SEARCH.test(url)) ? url : undefined;
}
