import type { CdsCard } from '@samspil/components/components/cds-cards';
import { observationsFor, type VitalSignsInput } from '@samspil/sdk/clinical';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before } from 'node:test';
import { createDecisionSupport } from '../create-decision-support.ts';

export const NOW = new Date('2026-01-15T08:00:00Z');
export const PATIENT = { resourceType: 'Patient', id: 'p1', birthDate: '1960-05-04' } as const;
export const SUBJECT = { reference: 'Patient/p1' } as const;
/** NEWS2 = 10. */
export const ILL = {
  respiratoryRate: 22,
  oxygenSaturation: 93,
  oxygen: 'oxygen',
  systolic: 101,
  pulse: 112,
  consciousness: 'A',
  temperature: 38.3,
} as const satisfies VitalSignsInput;
export const WELL = {
  ...ILL,
  respiratoryRate: 16,
  oxygenSaturation: 97,
  oxygen: 'air',
  systolic: 120,
  pulse: 70,
  temperature: 37,
} as const;

/** What a search found. */
export const bundle = (...resources: object[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
});

/** The Observations of one set of measurements. */
export function measured(input: VitalSignsInput, minutesAgo = 30): object[] {
  const at = new Date(NOW.getTime() - minutesAgo * 60_000).toISOString();
  const context = {
    patient: SUBJECT,
    performer: { reference: 'Practitioner/n1' },
    measuredAt: at,
    issued: at,
  };
  return observationsFor(input, context).map((observation, index) => ({
    ...observation,
    id: `o${minutesAgo}-${index}`,
  }));
}

export const news2Prefetch = (input: VitalSignsInput, more: object = {}) => ({
  patient: PATIENT,
  vitalSigns: bundle(...measured(input)),
  pregnancy: bundle(),
  scaleOrder: bundle(),
  tasks: null,
  ...more,
});

export const PENICILLIN = {
  resourceType: 'AllergyIntolerance',
  id: 'a1',
  patient: SUBJECT,
  criticality: 'high',
  code: { coding: [{ system: 'http://www.whocc.no/atc', code: 'J01C' }], text: 'Penicilliner' },
  reaction: [{ manifestation: [{ text: 'Anafylaksi' }] }],
};
export const medicine = (code: string, more: object = {}) => ({
  resourceType: 'MedicationRequest',
  id: `m-${code}`,
  status: 'active',
  intent: 'order',
  subject: SUBJECT,
  medicationCodeableConcept: {
    coding: [{ system: 'http://www.whocc.no/atc', code }],
    text: `Medicin ${code}`,
  },
  ...more,
});
export const allergyPrefetch = (more: object = {}) => ({
  allergies: bundle(PENICILLIN),
  requests: bundle(medicine('J01CE01')),
  statements: null,
  tasks: bundle(),
  ...more,
});

/** A call of a patient who was opened. */
export const callOf = (prefetch: object, more: object = {}) => ({
  hook: 'patient-view',
  hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
  context: { userId: 'Practitioner/n1', patientId: 'p1', encounterId: 'e1' },
  prefetch,
  ...more,
});

let base = '';

/** Starts the services of the simulator for the tests of a file; the clock stands still at `NOW`. */
export function serveDecisionSupport(): void {
  const answer = createDecisionSupport({ now: () => NOW });
  const server = createServer((request, response) => void answer(request, response));
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/cds-services`;
  });
  after(() => server.close());
}

/** Any request below the address of the services. */
export function send(path: string, init?: RequestInit): Promise<Response> {
  return fetch(`${base}${path}`, init);
}

export async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await send(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** Cards of a service, in a language. */
export async function cards(id: string, prefetch: object, language = 'da'): Promise<CdsCard[]> {
  const { status, body } = await post(`/${id}`, callOf(prefetch), { 'Accept-Language': language });
  assert.equal(status, 200, JSON.stringify(body));
  return body['cards'] as CdsCard[];
}

/** Cards of `news2-escalation`. */
export const news2 = (input: VitalSignsInput, more?: object) =>
  cards('news2-escalation', news2Prefetch(input, more));
/** Cards of `medication-allergy`. */
export const allergy = (more?: object) => cards('medication-allergy', allergyPrefetch(more));
