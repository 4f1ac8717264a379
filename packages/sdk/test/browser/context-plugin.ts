import type { Observation } from 'fhir/r4';
import { connect } from '../../src/index.ts';
import type { Draft, Prepared, Workplace } from '../../src/index.ts';
import { obey } from './command.ts';

/** How the page answers before a change: `hold` parks once it is overruled, `hang` never says anything. */
type Manner = 'ready' | 'hold' | 'hang';

let workplace: Workplace | undefined;
/** Operations that were acknowledged, with the patient they were made under. */
const acknowledged: { operationId: string; patient: string }[] = [];
const refused: Record<string, number> = {};
const heard: string[] = [];
let saving = Promise.resolve();
let isSaving = false;

const connected = (): Workplace => {
  if (!workplace) throw Object.assign(new Error('closed'), { code: 'closed' });
  return workplace;
};
const patientOf = (reference: string) => reference.replace('Patient/', '');
const draftOf = (patient: string): Draft => ({ key: 'form', title: { en: 'Form' }, data: patient });

async function saveOn(): Promise<void> {
  while (isSaving) {
    const context = connected().context.value;
    if (context) {
      const operationId = crypto.randomUUID();
      const patient = patientOf(context.patient.reference);
      const pulse: Observation = {
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'Pulse' },
        subject: context.patient,
        note: [{ text: operationId }],
      };
      try {
        await context.fhir.save(pulse, { operationId });
        acknowledged.push({ operationId, patient });
      } catch (error) {
        const { code = 'unexpected' } = error as { code?: string };
        refused[code] = (refused[code] ?? 0) + 1;
      }
    }
    // The host takes 200 messages a second.
    await new Promise((resolve) => setTimeout(resolve, 8));
  }
}

obey({
  async connect(manner: Manner): Promise<unknown> {
    const joined = await connect({ clientId: 'context', scope: '' });
    workplace = joined;
    joined.onPrepare(({ context, isLast, next }, signal): Prepared | Promise<Prepared> => {
      heard.push(`prepare ${next}${isLast ? ', last' : ''}`);
      signal.addEventListener('abort', () => heard.push('withdrawn'));
      if (manner === 'ready') return 'ready';
      if (manner === 'hang') return new Promise(() => undefined);
      if (!isLast) return { hold: { da: 'Ikke gemt', en: 'Not saved' } };
      return { park: draftOf(patientOf(context.patient.reference)) };
    });
    joined.drafts.subscribe(() => heard.push('drafts'));
    joined.shown.subscribe((isShown) => heard.push(isShown ? 'shown' : 'hidden'));
    return joined.context.value?.patient.reference ?? null;
  },
  beginSaving(): void {
    isSaving = true;
    saving = saveOn();
  },
  async stopSaving(): Promise<unknown> {
    isSaving = false;
    await saving;
    return { acknowledged, refused };
  },
  can: (capability: 'drafts') => connected().can(capability),
  async putDraft(patient: string): Promise<void> {
    const context = connected().context.value;
    if (context) await connected().drafts.put(context, draftOf(patient));
  },
  async drafts(): Promise<unknown> {
    const context = connected().context.value;
    return context && (await connected().drafts.list(context)).map(({ data }) => data);
  },
  async heard(count: number): Promise<unknown> {
    while (heard.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
    return heard;
  },
});
