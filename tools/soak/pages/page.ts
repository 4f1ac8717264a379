/** A page that saves without end, with the product's own outbox and worker. Driven from outside by `window.soak`. */
import type { Observation } from 'fhir/r4';
import { isSamspilError } from '@samspil/sdk';
import { openOutbox } from '@samspil/sdk/offline';
import type { Outbox } from '@samspil/sdk/offline';
import { contentsOfOrigin } from './contents.ts';
import type { Contents } from './contents.ts';
import { PATIENTS, operationOf } from './messages.ts';
import type { Burst, SoakPageOptions } from './messages.ts';

/** Saves that wait for their disk at the same time. */
const SIDE_BY_SIDE = 8;
const USER = 'Practitioner/nurse';

const { searchParams } = new URL(location.href);
const { fhirBaseUrl } = JSON.parse(searchParams.get('options') ?? '{}') as SoakPageOptions;

const outbox: Promise<Outbox> = openOutbox({
  partition: { fhirBaseUrl, user: USER },
  accessToken: async () => (await (await fetch('/token', { method: 'POST' })).text()) || undefined,
  releaseKey: async () => new Uint8Array(32).fill(9),
  createWorker: () => new Worker('/worker.js', { name: 'samspil-outbox' }),
});

function measurement(number: number): Observation {
  return {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '8867-4', display: 'Heart rate' }] },
    subject: { reference: `Patient/p${number % PATIENTS}` },
    effectiveDateTime: new Date(1_767_225_600_000 + number * 1_000).toISOString(),
    valueQuantity: { value: 40 + (number % 160), unit: '/min' },
    note: [{ text: `Synthetic measurement ${number}` }],
  };
}

async function saveOne(opened: Outbox, number: number): Promise<boolean> {
  try {
    await opened.enqueue({
      operationId: operationOf(number),
      patient: `p${number % PATIENTS}`,
      resources: [measurement(number)],
      author: { reference: USER },
      plugin: { id: 'dk.example.soak', version: '1.0.0' },
      lease: 'lease-soak',
    });
    return true;
  } catch (error) {
    // Refused in so many words: the save was not promised, and must not be counted as one.
    if (isSamspilError(error)) return false;
    throw error;
  }
}

const soak = {
  /** Numbers of the saves that were acknowledged. */
  async save({ from, count }: Burst): Promise<number[]> {
    const opened = await outbox;
    const promised: number[] = [];
    let next = from;
    const lane = async () => {
      while (next < from + count) {
        const number = next++;
        if (await saveOne(opened, number)) promised.push(number);
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
    return promised;
  },
  /** How many are not received yet. */
  async left(): Promise<number> {
    return (await (await outbox).list()).length;
  },
  async flush(): Promise<void> {
    await (await outbox).flush();
  },
  contents(): Promise<Contents> {
    return contentsOfOrigin();
  },
  async usage(): Promise<number> {
    return (await navigator.storage.estimate()).usage ?? 0;
  },
};

export type Soak = typeof soak;
Object.assign(globalThis, { soak });
