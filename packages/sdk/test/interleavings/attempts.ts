import type { FhirResource } from 'fhir/r4';
import type { ClinicalContext } from '../../src/workplace/types.ts';
import { observation, PATIENTS } from './world.ts';
import type { World } from './world.ts';

/** One try to save something, and what its caller was told. */
export interface Attempt {
  readonly operationId: string;
  /** Under which lease it was made, as its caller knew it. */
  readonly lease: string;
  /** Whose lease that was. */
  readonly patient: string;
  /** `stored` was acknowledged; anything else is an error's code. Undefined: nobody was told anything yet. */
  outcome: string | undefined;
}

export const WAYS = [
  'save new',
  'save a change',
  'read, change, save',
  'save a group',
  'save in the page',
  'change in the page',
  'save carelessly',
] as const;
export type Way = (typeof WAYS)[number];

/** Begins one save in one of the ways that plugins and the workplace's own elements do. Undefined: no patient is open there. */
export function begin(world: World, way: Way, operationId: string): Attempt | undefined {
  if (way === 'save carelessly') return beginCarelessly(world, operationId);
  const isInPage = way.endsWith('in the page');
  const context = (isInPage ? world.host : world.form).context.value;
  if (!context) return undefined;
  const patient = patientOf(context);
  return follow(
    world,
    { operationId, lease: context.id, patient },
    perform(way, context, patient, operationId),
  );
}

async function perform(
  way: Exclude<Way, 'save carelessly'>,
  { fhir }: ClinicalContext,
  patient: string,
  operationId: string,
): Promise<void> {
  switch (way) {
    case 'save new':
    case 'save in the page':
      await fhir.save(observation(patient), { operationId });
      return;
    case 'save a group':
      await fhir.save([observation(patient), observation(patient)], { operationId });
      return;
    case 'save a change':
    case 'change in the page':
      // It was not read before, so the host looks up whose it is.
      await fhir.save(observation(patient, `pulse-${patient}`), { operationId });
      return;
    case 'read, change, save': {
      const read = await fhir.read(`Observation/pulse-${patient}`);
      await fhir.save({ ...read, status: 'amended' } as FhirResource, { operationId });
    }
  }
}

/**
 * Names the first lease it ever had, and the patient it heard of last: "the patient on the screen", as code without
 * leases has it. Also tries the other patient, whom it may know from elsewhere.
 */
function beginCarelessly(world: World, operationId: string): Attempt | undefined {
  const { careless, contexts } = world;
  const [first] = careless.leases;
  if (!first) return undefined;
  const last = careless.leases.at(-1)?.patient.reference ?? '';
  const mine = contexts.find(({ id }) => id === first.lease);
  const subject = careless.leases.length > 1 ? last.replace('Patient/', '') : PATIENTS[1];
  const call = careless.client.call('fhir.save', {
    lease: first.lease,
    operationId,
    resources: [observation(subject)],
  });
  return follow(world, { operationId, lease: first.lease, patient: mine ? patientOf(mine) : '' }, call);
}

function follow({ server }: World, attempt: Omit<Attempt, 'outcome'>, work: Promise<unknown>): Attempt {
  const followed: Attempt = { ...attempt, outcome: undefined };
  const isDurable = () =>
    server.journal.some(({ write, isDurable: has }) => write.operationId === attempt.operationId && has);
  work.then(
    // Looked at now: what becomes durable after it was acknowledged can still be lost.
    () => (followed.outcome = isDurable() ? 'stored' : 'acknowledged too early'),
    (error: { code?: string }) => (followed.outcome = error.code ?? 'no code'),
  );
  return followed;
}

function patientOf({ patient }: ClinicalContext): string {
  return patient.reference.replace('Patient/', '');
}
