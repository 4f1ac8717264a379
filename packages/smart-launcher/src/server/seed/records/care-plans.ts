import type { CarePlan, Goal } from 'fhir/r4';
import type { Calendar } from '../calendar.ts';
import type { PatientPlan } from '../people/plan.ts';
import { synthetic } from '../synthetic.ts';
import { nurseOf, physicianOf } from './encounters.ts';

/** A plan for those who are looked after at home, and the goal it works towards. */
export function* carePlans(plan: PatientPlan, calendar: Calendar): Generator<Goal | CarePlan> {
  const { archetype, endDaysAgo, startDaysAgo, ageYears } = plan;
  if (archetype.setting !== 'home' || ageYears < 18) return;
  const subject = { reference: `Patient/${plan.id}` };
  yield synthetic<Goal>(`${plan.id}-goal-1`, {
    resourceType: 'Goal',
    lifecycleStatus: 'active',
    achievementStatus: {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/goal-achievement',
          code: archetype.course === 'worsening' ? 'worsening' : 'in-progress',
        },
      ],
    },
    description: { text: 'Målinger inden for de aftalte grænser' },
    subject,
    startDate: calendar.day(startDaysAgo),
    statusDate: calendar.day(endDaysAgo),
    expressedBy: physicianOf(plan),
    target: [
      {
        measure: { text: 'Målinger uden for grænserne' },
        detailString: 'Højst én måling uden for grænserne på en uge',
      },
    ],
  });
  yield synthetic<CarePlan>(`${plan.id}-care-plan-1`, {
    resourceType: 'CarePlan',
    status: 'active',
    intent: 'plan',
    title: 'Hjemmemonitorering',
    description: `Opfølgning hjemme: ${archetype.reason}.`,
    category: [{ text: 'Telemedicin' }],
    subject,
    period: { start: calendar.day(startDaysAgo) },
    created: calendar.day(startDaysAgo),
    author: physicianOf(plan),
    goal: [{ reference: `Goal/${plan.id}-goal-1` }],
    activity: [
      {
        detail: {
          kind: 'Task',
          status: 'in-progress',
          description: 'Mål hjemme og send',
          scheduledString: archetype.everyDays ? `Hver ${archetype.everyDays}. dag` : 'Hver dag',
          performer: [subject],
        },
      },
      {
        detail: {
          kind: 'Task',
          status: 'scheduled',
          description: 'Gennemgå målinger og ring ved behov',
          scheduledString: 'Hverdage',
          performer: [nurseOf(plan)],
        },
      },
      { detail: { status: 'completed', description: 'Oplæring i udstyret', performer: [nurseOf(plan)] } },
    ],
  });
}
