import type { DiagnosticReport, FhirResource, Observation } from 'fhir/r4';
import { elementStories } from '../src/element.ts';
import { listStories } from '../src/list-stories.ts';
import lab from '../../packages/components/src/testing/sample-lab.json';

export default { ...elementStories('samspil-lab-results'), title: 'Elements/samspil-lab-results' };

const published = Object.values(lab) as unknown as FhirResource[];
const states = listStories('samspil-lab-results', published);

const LIMITS = { low: { value: 3.5, unit: 'mmol/L' }, high: { value: 4.4, unit: 'mmol/L' } };
const potassium = (value: number, flag: string, day: number): Observation => ({
  ...(lab.ElseKalium as Observation),
  id: `potassium-${day}`,
  effectiveDateTime: `2024-11-${day}T07:10:00Z`,
  valueQuantity: { value, unit: 'mmol/L' },
  referenceRange: [LIMITS],
  interpretation: [{ coding: [{ code: flag }] }],
});
const falling = [potassium(4.1, 'N', 18), potassium(3.3, 'L', 19), potassium(2.4, 'LL', 20)];
const glucose: Observation = {
  ...(lab.ElseKalium as Observation),
  id: 'glucose',
  code: { coding: [{ system: 'http://npu-terminology.org', code: 'NPU22089' }] },
  valueQuantity: { value: 5.1, unit: 'mmol/L', code: 'mmol/L' },
};

export const Loaded = states.Loaded;
export const CriticalWithTrend = { args: { resources: [...falling, ...published] } };
export const InUnitsOfMass = { args: { resources: [glucose], units: 'mass' } };
export const PartOfAReport = {
  args: {
    resources: [
      { ...(lab.ElseLaboratoryReport as unknown as DiagnosticReport), status: 'partial' },
      { ...(lab.ElseINR as Observation), status: 'preliminary' },
      { ...(lab.ElseNatrium as Observation), status: 'registered', valueQuantity: undefined },
    ],
  },
};
export const FromRecord = states.FromRecord;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Denied = states.Denied;
export const NotHeldHere = states.NotHeldHere;
export const Failed = states.Failed;
