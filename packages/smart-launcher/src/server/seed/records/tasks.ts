import type { Task } from 'fhir/r4';
import type { Calendar } from '../calendar.ts';
import type { PatientPlan } from '../people/plan.ts';
import { synthetic } from '../synthetic.ts';
import { encounterReference, nurseOf, physicianOf } from './encounters.ts';

/** What is to be done for the patient: one thing that waits, one that was due this morning, one that is done. */
export function* tasks(plan: PatientPlan, calendar: Calendar): Generator<Task> {
  if (plan.endDaysAgo > 0) return;
  const isWard = plan.archetype.setting === 'ward';
  yield task(plan, calendar, 1, {
    title: isWard ? 'Vurdér væskebalance' : 'Ring og spørg til vejrtrækning og søvn',
    status: 'requested',
    asked: calendar.at(1, 10, 15),
    due: calendar.at(0, 20),
    priority: 'routine',
  });
  if (isWard)
    yield task(plan, calendar, 2, {
      title: 'Mål vitale værdier igen efter NEWS2',
      status: 'in-progress',
      asked: calendar.at(1, 21, 10),
      due: calendar.at(1, 23),
      priority: 'urgent',
    });
  yield task(plan, calendar, 3, {
    title: 'Medicingennemgang',
    status: 'completed',
    asked: calendar.at(plan.startDaysAgo, 12, 20),
    due: calendar.at(Math.max(0, plan.startDaysAgo - 1), 12),
    priority: 'routine',
  });
}

function task(
  plan: PatientPlan,
  calendar: Calendar,
  number: number,
  told: {
    title: string;
    status: Task['status'];
    asked: number;
    due: number;
    priority: Exclude<Task['priority'], undefined>;
  },
): Task {
  const isDone = told.status === 'completed';
  return synthetic<Task>(`${plan.id}-task-${number}`, {
    resourceType: 'Task',
    status: told.status,
    intent: 'order',
    priority: told.priority,
    description: told.title,
    for: { reference: `Patient/${plan.id}` },
    encounter: encounterReference(plan),
    authoredOn: calendar.instant(told.asked),
    lastModified: calendar.instant(isDone ? Math.max(told.asked, told.due) : told.asked),
    requester: physicianOf(plan),
    owner: nurseOf(plan),
    restriction: { period: { end: calendar.instant(told.due) } },
  });
}
