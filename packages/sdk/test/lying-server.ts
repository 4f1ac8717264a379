import fc from 'fast-check';
import { BASE } from './ward.ts';
import { fhirAnswer } from './scripted-runtime.ts';

/** Stands in every resource that is not patient a's, so that a test finds it wherever it comes out. */
export const FOREIGN = 'seen-by-the-wrong-patient';

const foreign = { language: FOREIGN };
const about = (patient: string) => ({ subject: { reference: `Patient/${patient}` } });
const observation = (subject: object, more: object = {}) => ({
  resourceType: 'Observation',
  status: 'final',
  code: {},
  ...subject,
  ...more,
});

/** What belongs to patient a, or to nobody. */
const OWN: readonly object[] = [
  observation(about('a'), { id: 'pulse-a' }),
  observation({ subject: { reference: `${BASE}/Patient/a` } }, { id: 'lab-a' }),
  { resourceType: 'Patient', id: 'a' },
  { resourceType: 'Practitioner', id: 'nurse' },
  { resourceType: 'Encounter', id: 'stay-a', ...about('a') },
  { resourceType: 'Condition', id: 'asthma-a', ...about('a') },
];

/** What must never come out, in the shapes that a mistaken, a sloppy and a hostile server give it. */
const OTHERS: readonly unknown[] = [
  observation(about('b'), { id: 'pulse-b', ...foreign }),
  observation(about('b'), { id: 'pulse-a', ...foreign }),
  observation({ subject: [{ reference: 'Patient/a' }, { reference: 'Patient/b' }] }, { id: 'x', ...foreign }),
  observation({}, { id: 'nobody', ...foreign }),
  observation({ subject: 'Patient/a' }, { id: 'text', ...foreign }),
  observation({ subject: { reference: 'https://other.example/fhir/Patient/a' } }, { id: 'far', ...foreign }),
  observation({ subject: { reference: 'Patient/a/../b' } }, { id: 'dots', ...foreign }),
  observation(
    { subject: { reference: '#p' } },
    { contained: [{ resourceType: 'Patient', id: 'p', ...foreign }] },
  ),
  observation(about('a'), { id: 'bag', contained: [{ resourceType: 'Patient', id: 'b', ...foreign }] }),
  observation(about('a'), { id: 'bag2', contained: [observation(about('b'), foreign)] }),
  observation(about('a'), { id: 'bag3', contained: [{ resourceType: 'Bundle', ...foreign }] }),
  observation(about('a'), { id: 'bag4', contained: { ...observation(about('b'), foreign) } }),
  { resourceType: 'Practitioner', id: 'p', contained: [observation(about('b'), foreign)] },
  { resourceType: 'Patient', id: 'b', ...foreign },
  { resourceType: 'Encounter', id: 'stay-b', ...about('b'), ...foreign },
  { resourceType: 'Condition', id: 'asthma-b', ...about('b'), ...foreign },
  { resourceType: 'AllergyIntolerance', id: 'nuts-b', patient: { reference: 'Patient/b' }, ...foreign },
  { resourceType: 'Provenance', id: 'of-b', target: [{ reference: 'Observation/pulse-b' }], ...foreign },
  { resourceType: 'Provenance', id: 'of-none', ...foreign },
  { resourceType: 'Binary', id: 'letter', ...foreign },
  { resourceType: 'Group', id: 'ward', ...foreign },
  {
    resourceType: 'Bundle',
    id: 'all',
    type: 'collection',
    entry: [{ resource: { resourceType: 'Patient', ...foreign } }],
  },
  { resourceType: 'OperationOutcome', issue: [], ...foreign },
  { resourceType: 'toString', ...foreign },
  { resourceType: 'constructor', id: 'x', ...foreign },
  { ...foreign },
  null,
];

const LINKS: readonly unknown[] = [
  `${BASE}?_getpages=1`,
  `${BASE}/Observation?patient=a&_page=2`,
  `${BASE}/Observation?patient=b`,
  `${BASE}/Observation?patient=a&patient=b`,
  `${BASE}/Observation?patient:Patient=b`,
  `${BASE}/Patient/b/$everything`,
  `${BASE}/Patient/b`,
  `${BASE}/../admin`,
  `${BASE}/%2e%2e/admin`,
  `${BASE}2/Observation`,
  'https://evil.example/fhir/Observation?patient=a',
  'https://ehr.example@evil.example/fhir/Observation',
  '//evil.example/fhir/Observation',
  'Observation?patient=b',
  'Observation?patient=a&_page=3',
  'javascript:alert(1)',
  '',
  null,
  7,
];

const resource = fc.oneof(fc.constantFrom<unknown>(...OWN), fc.constantFrom<unknown>(...OTHERS));
const entry = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      resource,
      search: fc.record({ mode: fc.constantFrom('match', 'include', 'outcome', undefined) }),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, {}, { resource: 'Patient/b' }) },
);

/** One answer: a page of anything, and perhaps a link to anywhere. */
export const lyingPage = fc.record({
  entries: fc.array(entry, { maxLength: 5 }),
  link: fc.option(fc.constantFrom(...LINKS), { nil: undefined }),
  /** Which of the others stands in for a resource that is asked for by its id. */
  instead: fc.option(fc.constantFrom(...OTHERS), { nil: undefined }),
});

export type LyingPage = typeof lyingPage extends fc.Arbitrary<infer T> ? T : never;

/** Under a type that names no subject, only an element of another type or something contained gives a lie away. */
function canTell(type: string | undefined, instead: unknown): boolean {
  if (typeof instead !== 'object' || instead === null) return instead === null;
  const needsSign = type === 'Patient' || type === 'Device' || type === 'Practitioner';
  return !needsSign || 'subject' in instead || 'patient' in instead || 'contained' in instead;
}

/** Answers as `page` says, in the type and id that were asked for, so that the client has no other reason to refuse. */
export function lie(request: Request, page: LyingPage): Response {
  const path = new URL(request.url).pathname.slice('/fhir/'.length);
  const [type, id] = path.split('/');
  const isRead = id !== undefined && id !== '_search' && !path.endsWith('$everything');
  if (isRead) {
    const honest = OWN.find((own) => (own as { id: string }).id === id && !('contained' in own));
    const given = canTell(type, page.instead) ? page.instead : honest;
    if (typeof given !== 'object' || given === null)
      return fhirAnswer({ resourceType: 'OperationOutcome', issue: [] }, { status: 404 });
    return fhirAnswer({ ...given, resourceType: type, id });
  }
  const link = page.link === undefined ? {} : { link: [{ relation: 'next', url: page.link }] };
  return fhirAnswer({ resourceType: 'Bundle', type: 'searchset', entry: page.entries, ...link });
}
