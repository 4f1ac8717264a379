/** What a chart shows of one patient on an ordinary day. */
import allergies from '../../packages/components/src/testing/sample-allergies.json' with { type: 'json' };
import medication from '../../packages/components/src/testing/sample-medication.json' with { type: 'json' };
import patients from '../../packages/components/src/testing/sample-patients.json' with { type: 'json' };
import tasks from '../../packages/components/src/testing/sample-tasks.json' with { type: 'json' };
import { observations } from './chart-records.mjs';
import { laboratory } from './list-records.mjs';

export function record() {
  const [patient] = Object.values(patients);
  return {
    patient,
    allergies: Object.values(allergies),
    medication: Object.values(medication),
    tasks: Object.values(tasks),
    vitals: observations(24 * 6),
    laboratory: laboratory(100),
  };
}
