import type { Extension, FhirResource } from 'fhir/r4';
import type { WriteRequest } from '../../../offline/types.ts';
import { POISON_URL } from '../server/ehr.ts';
import type { Operation } from '../oracle/ledger.ts';
import type { SaveKind } from './step.ts';
import { PATIENTS } from './world.ts';
import type { World } from './world.ts';

/** What a save is made of, before it is asked for. */
interface Draft {
  readonly patient: string;
  readonly resources: FhirResource[];
  readonly bases?: ReadonlyMap<string, string | undefined>;
  readonly touches?: readonly string[];
}

/** What kind of save, and what it builds on. */
export interface SaveChoice {
  readonly kind: SaveKind;
  readonly pick: number;
  readonly poison?: number | undefined;
}

const FIRST_OF_GROUP = 'urn:uuid:00000000-0000-4000-8000-000000000001';

/** What a save needs to know of the world. */
export type SaveWorld = Pick<World, 'ehr' | 'ledger'>;

/**
 * Lets a user save. What she builds on is what she can see: her own earlier saves by their receipts, and the server's
 * record as far as it is there.
 */
export function save(
  world: SaveWorld,
  user: string,
  choice: SaveChoice,
): { request: WriteRequest; operation: Operation } {
  const { ledger } = world;
  const mine = [...ledger.operations.values()].filter((one) => one.user === user && one.receipt);
  const known = mine[choice.pick % Math.max(mine.length, 1)];
  const id = choice.kind === 'repeat' && known ? known.id : `op-${ledger.operations.size + 1}-${user.length}`;
  const draft = draftOf(world, choice, known);
  const plugin = choice.pick % 5 === 4 ? 'dk.example.other' : 'dk.example.vitals';
  const operation: Operation = ledger.operations.get(id) ?? {
    id,
    user,
    plugin,
    size: draft.resources.length,
    askedAt: ledger.tick(),
    bases: draft.bases ?? new Map(),
    touches: draft.touches ?? [],
    receipt: undefined,
    promisedAt: undefined,
    isGivenUp: false,
    shown: new Map(),
  };
  const request: WriteRequest = {
    operationId: id,
    patient: draft.patient,
    resources: draft.resources,
    author: { reference: user },
    plugin: { id: plugin, version: '1.0.0' },
    lease: 'lease-1',
  };
  return { request, operation };
}

function draftOf(world: SaveWorld, { kind, pick, poison }: SaveChoice, known: Operation | undefined): Draft {
  const patient = PATIENTS[pick % PATIENTS.length] ?? PATIENTS[0];
  const extension: Extension[] = poison === undefined ? [] : [{ url: POISON_URL, valueInteger: poison }];
  switch (kind) {
    case 'create':
    case 'repeat':
      return { patient, resources: [pulse(patient, pick, { extension })] };
    case 'answers':
      return { patient, resources: [answers(patient, extension)] };
    case 'group': {
      const first = pulse(patient, pick, { id: FIRST_OF_GROUP, extension });
      const second = pulse(patient, pick + 1, { hasMember: [{ reference: FIRST_OF_GROUP }] });
      return { patient, resources: [first, second] };
    }
    case 'chain':
      return chained(known, patient, pick, extension);
    case 'update':
      return updated(world, known, patient, pick, extension);
    case 'draft':
      return asDraft({ patient, resources: [pulse(patient, pick, { extension })] });
    case 'redraft':
      return asDraft(updated(world, known, patient, pick, extension));
  }
}

/** Says of itself that it is not finished. */
function asDraft(draft: Draft): Draft {
  const resources = draft.resources.map((resource) =>
    resource.resourceType === 'Observation' ? { ...resource, status: 'preliminary' as const } : resource,
  );
  return { ...draft, resources };
}

/** Refers to something that was saved before and may not have been sent. */
function chained(known: Operation | undefined, patient: string, pick: number, extension: Extension[]): Draft {
  const reference = known?.receipt?.resources[0]?.reference;
  if (!known?.receipt || reference === undefined)
    return { patient, resources: [pulse(patient, pick, { extension })] };
  const own = known.receipt.patient;
  const resource = pulse(own, pick, { extension, derivedFrom: [{ reference }] });
  return { patient: own, resources: [resource], touches: [reference] };
}

/** Changes what is at the server, or what this device made and nobody has seen yet. */
function updated(
  { ehr, ledger }: SaveWorld,
  known: Operation | undefined,
  patient: string,
  pick: number,
  extension: Extension[],
): Draft {
  const mine = known?.receipt?.resources[0]?.reference;
  const reference = mine !== undefined && pick % 3 !== 0 ? mine : `Observation/seed-${patient}`;
  const [resourceType = '', id = ''] = reference.split('/');
  const there = ehr.record.get(reference);
  const owner = reference === mine && known?.receipt ? known.receipt.patient : patient;
  // No two changes are the same: where two people wrote the same there is nothing to decide.
  const change = { valueQuantity: { value: 200 + ledger.operations.size, unit: '/min' }, extension };
  if (!there || resourceType !== 'Observation') {
    // Saved here and not sent: it has no version that could be stated.
    const isObservation = resourceType === 'Observation';
    const content = isObservation ? pulse(owner, pick, { extension }) : answers(owner, extension);
    const resource = { ...content, id } as FhirResource;
    return {
      patient: owner,
      resources: [resource],
      bases: new Map([[reference, undefined]]),
      touches: [reference],
    };
  }
  // Every fourth time what the user has in front of her is out of date.
  const version = Number(there.meta?.versionId);
  const versionId = String(pick % 4 === 3 ? Math.max(version - 1, 1) : version);
  const seen = ehr.version(reference, versionId) ?? there;
  const resource = { ...seen, ...change } as FhirResource;
  return {
    patient: owner,
    resources: [resource],
    bases: new Map([[reference, versionId]]),
    touches: [reference],
  };
}

function pulse(patient: string, pick: number, more: object): FhirResource {
  return {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
    subject: { reference: `Patient/${patient}` },
    effectiveDateTime: '2026-01-15T08:30:00+01:00',
    valueQuantity: { value: 60 + (pick % 100), unit: '/min' },
    ...more,
  };
}

function answers(patient: string, extension: Extension[]): FhirResource {
  return {
    resourceType: 'QuestionnaireResponse',
    status: 'completed',
    subject: { reference: `Patient/${patient}` },
    extension,
  };
}
