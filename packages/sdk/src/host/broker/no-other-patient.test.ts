import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, FhirResource } from 'fhir/r4';
import fc from 'fast-check';
import { FOREIGN, lie, lyingPage } from '../../../test/lying-server.ts';
import type { LyingPage } from '../../../test/lying-server.ts';
import { scriptedRuntime } from '../../../test/scripted-runtime.ts';
import { BASE, recordingOutbox } from '../../../test/ward.ts';
import { isSamspilError } from '../../errors.ts';
import { createFhirClient } from '../../fhir/client.ts';
import { ScopeSet } from '../../fhir/scopes.ts';
import { ReadCache } from './read-cache.ts';
import type { RestRequest } from '../../workplace/types.ts';
import { directReads, Lease, LocalRecord } from '../../lease/index.ts';
import type { RecordAccess } from '../../lease/index.ts';

const type = fc.constantFrom(
  'Observation',
  'Patient',
  'Encounter',
  'Provenance',
  'Practitioner',
  'Binary',
  '..',
  'Device',
);
const id = fc.constantFrom('a', 'b', 'pulse-a', 'pulse-b', 'stay-a', 'nurse', '..', '%2e%2e');
const parameter = fc.constantFrom(
  'patient=a',
  'patient=b',
  'subject=Patient/b',
  'patient=a,b',
  'patient:Patient=b',
  'subject:Patient.name=x',
  '_has:Observation:patient:code=x',
  'code=8867-4',
  '_count=10',
  '_include=*',
  '_include=Observation:encounter',
  '_include=Observation:subject:Patient',
  '_revinclude=Provenance:target',
  '_revinclude=Observation:performer',
  '_id=b',
  '_elements=id',
  '%70atient=b',
);
const query = fc.array(parameter, { maxLength: 3 }).map((all) => all.join('&'));
const url = fc.oneof(
  fc.tuple(type, id).map(([t, i]) => `${t}/${i}`),
  fc.tuple(type, id).map(([t, i]) => `${t}/${i}/_history/1`),
  fc.tuple(type, query).map(([t, q]) => `${t}?${q}`),
  fc.tuple(id, query).map(([i, q]) => `Patient/${i}/$everything?${q}`),
  fc.constantFrom(
    'Patient/a/$everything',
    'Observation',
    `${BASE}/Patient/b`,
    '//evil.example/Patient/a',
    '../x',
  ),
  fc.string(),
  fc.webUrl(),
);
const batch = fc.array(url, { maxLength: 4 }).map((urls) => ({
  method: 'POST' as const,
  url: '',
  body: {
    resourceType: 'Bundle' as const,
    type: 'batch' as const,
    entry: urls.map((one) => ({ request: { method: 'GET' as const, url: one } })),
  },
}));
const request: fc.Arbitrary<RestRequest> = fc.oneof(
  { weight: 4, arbitrary: url.map((one) => ({ url: one })) },
  fc.tuple(type, query).map(([t, body]) => ({ method: 'POST' as const, url: `${t}/_search`, body })),
  batch,
);

/** Two plugins, one cache; each makes its requests and follows every page it is offered, up to three. */
async function play(requests: readonly RestRequest[], pages: readonly LyingPage[]) {
  let answered = 0;
  const runtime = scriptedRuntime((asked) => lie(asked, pages[answered++ % pages.length] as LyingPage));
  const fhir = createFhirClient({ fhirBaseUrl: BASE, accessToken: async () => 'secret', runtime });
  const lease = new Lease('lease-a', {
    patient: { reference: 'Patient/a' },
    user: { reference: 'Practitioner/nurse' },
  });
  const reads = new ReadCache(directReads(fhir, runtime), runtime);
  const recordOf = (plugin: string, scopes: string) =>
    new LocalRecord({
      lease,
      scopes: ScopeSet.parse(scopes),
      plugin: { id: plugin, version: '1.0.0' },
      author: lease.subject.user,
      fhir,
      reads,
      outbox: recordingOutbox(),
      runtime,
    });
  const plugins = [
    recordOf('wide', 'patient/*.rs'),
    recordOf('narrow', 'patient/Observation.rs patient/Patient.r'),
  ];
  const given: FhirResource[] = [];
  for (const one of requests)
    for (const plugin of plugins) for (const resource of await follow(plugin, one)) given.push(resource);
  const bodies = await Promise.all(runtime.requests.map((sent) => sent.clone().text()));
  return {
    given,
    sent: runtime.requests.map((sent, index) => ({ url: sent.url, body: bodies[index] ?? '' })),
  };
}

async function follow(plugin: RecordAccess, first: RestRequest): Promise<FhirResource[]> {
  const given: FhirResource[] = [];
  let next: RestRequest | undefined = first;
  for (let page = 0; next && page < 3; page += 1) {
    try {
      const { resource } = await plugin.request(next);
      given.push(resource);
      const link = (resource as Bundle).link?.find(({ relation }) => relation === 'next')?.url;
      next = link === undefined ? undefined : { url: link };
    } catch (error) {
      assert.ok(isSamspilError(error), String((error as Error).stack));
      return given;
    }
  }
  return given;
}

/** Said again here and not taken from the code under test: under the base, and never another patient by name. */
function assertConfined({ url: sent, body }: { url: string; body: string }): void {
  assert.ok(sent === BASE || sent.startsWith(`${BASE}/`) || sent.startsWith(`${BASE}?`), sent);
  const { pathname, searchParams } = new URL(sent);
  assert.doesNotMatch(pathname, /\.\.|%|\/\/|Patient\/(?!(a|_search)(\/|$))|evil|admin/);
  for (const [name, value] of [...searchParams, ...new URLSearchParams(body)]) {
    if (/^(patient|subject)(:|\.|$)/.test(name)) assert.equal(value, 'a', `${name} in ${sent}`);
    assert.doesNotMatch(name, /^_(has|elements|summary|filter)|\.|:Patient/);
    if (name === '_include') assert.doesNotMatch(value, /\*/);
  }
}

test('threat 2: whatever is asked and whatever the server answers, nothing of another patient is given out and no address leaves the base or the patient', async () => {
  let givenInAll = 0;
  let sentInAll = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(request, { minLength: 1, maxLength: 4 }),
      fc.array(lyingPage, { minLength: 1, maxLength: 6 }),
      async (requests, pages) => {
        const { given, sent } = await play(requests, pages);
        for (const resource of given) assert.equal(JSON.stringify(resource).includes(FOREIGN), false);
        for (const one of sent) assertConfined(one);
        givenInAll += given.length;
        sentInAll += sent.length;
      },
    ),
    { numRuns: 1500 },
  );
  // The property is not true for want of anything happening.
  assert.ok(givenInAll > 500 && sentInAll > 1000, `${givenInAll} given, ${sentInAll} sent`);
});
