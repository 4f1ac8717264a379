import type { RiskAssessment } from 'fhir/r4';
import { elementStories } from '../src/element.ts';
import { listStories } from '../src/list-stories.ts';

export default { ...elementStories('samspil-risk-assessment'), title: 'Elements/samspil-risk-assessment' };

const risk = (id: string, more: Partial<RiskAssessment>): RiskAssessment => ({
  resourceType: 'RiskAssessment',
  id,
  status: 'final',
  subject: { reference: 'Patient/else' },
  occurrenceDateTime: '2026-02-03T13:00:00+01:00',
  method: { text: 'Sygeplejefaglig vurdering' },
  performer: { reference: 'Practitioner/1', display: 'Anne Holm' },
  ...more,
});
const fall = { outcome: { text: 'Fald' }, probabilityDecimal: 45, qualitativeRisk: { text: 'Høj risiko' } };
const fallen = risk('1', { prediction: [fall], mitigation: 'Ganghjælpemiddel ved sengen, lys om natten.' });
const sores = risk('2', {
  prediction: [{ outcome: { text: 'Tryksår' }, qualitativeRisk: { coding: [{ code: 'low' }] } }],
  mitigation: 'Hud ses efter hver dag.',
});
const model = risk('3', {
  status: 'preliminary',
  prediction: [
    {
      outcome: { text: 'Akut genindlæggelse inden for 30 dage' },
      probabilityRange: { low: { value: 10 }, high: { value: 25 } },
      whenPeriod: { start: '2025-09-01', end: '2025-10-01' },
    },
    { outcome: { text: 'Død inden for 90 dage' }, probabilityDecimal: 250 },
  ],
  basis: [{ display: 'Indlæggelser siden 2023' }],
});
const wrong = risk('4', { status: 'entered-in-error', prediction: [fall] });
const states = listStories('samspil-risk-assessment', [fallen, sores, model, wrong]);

export const Loaded = states.Loaded;
export const PreliminaryExpiredAndInvalid = { args: { resources: [model] } };
export const NoneInForce = { args: { resources: [wrong] } };
export const FromRecord = states.FromRecord;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Denied = states.Denied;
export const NotHeldHere = states.NotHeldHere;
export const Failed = states.Failed;
