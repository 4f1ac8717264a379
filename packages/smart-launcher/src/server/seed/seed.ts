import type { FhirResource } from 'fhir/r4';
import { SamspilError } from '@samspil/sdk';
import { type Calendar, calendarFor } from './calendar.ts';
import { patient, relatives } from './people/patient.ts';
import { planPatient, type PatientPlan, type PlanContext } from './people/plan.ts';
import { practitioners } from './people/practitioners.ts';
import { locations } from './places/locations.ts';
import { organizations } from './places/organizations.ts';
import { bedKeeper } from './places/wards.ts';
import { Random } from './random.ts';
import { allergies } from './records/allergies.ts';
import { appointments } from './records/appointments.ts';
import { carePlans } from './records/care-plans.ts';
import { consents } from './records/consents.ts';
import { devices } from './records/devices.ts';
import { documents } from './records/documents.ts';
import { encounter } from './records/encounters.ts';
import { filledForms, questionnaires } from './records/forms.ts';
import { labResults } from './records/lab-results.ts';
import { messages } from './records/messages.ts';
import { prescriptions, problems, scoreOrders } from './records/problems.ts';
import { riskAssessments } from './records/risk-assessments.ts';
import { tasks } from './records/tasks.ts';
import { vitalSigns } from './records/vital-signs.ts';

/** What to make. */
export interface SeedOptions {
  /** Which data. Default 1. */
  seed?: number;
  /** How many patients, 40 to 10,000. Default 48. */
  patients?: number;
  /** The moment the data leads up to: the last measurements are from just before it. */
  now: Date;
}

/** How many patients there are when nobody says. */
export const DEFAULT_PATIENTS = 48;
/** Enough for every special patient and a ward around them. */
export const MINIMUM_PATIENTS = 40;
/** As many as test numbers and time allow: some 660,000 resources. */
export const MAXIMUM_PATIENTS = 10_000;

/**
 * Two hospitals, a municipality, the people who work there, and patients with weeks of records: synthetic, plausible,
 * and marked as test data throughout. The same options give the same bytes; more patients only add to the end. Whatever
 * a resource refers to comes before it, and no more than one patient is held in memory.
 *
 * @throws SamspilError `invalid-request` when the number of patients is out of range.
 */
export function* seed({
  seed: number = 1,
  patients = DEFAULT_PATIENTS,
  now,
}: SeedOptions): Generator<FhirResource> {
  if (!Number.isInteger(patients) || patients < MINIMUM_PATIENTS || patients > MAXIMUM_PATIENTS) {
    throw new SamspilError(
      'invalid-request',
      `The seed makes ${MINIMUM_PATIENTS} to ${MAXIMUM_PATIENTS} patients: choose a number between.`,
    );
  }
  const calendar = calendarFor(now);
  yield* organizations();
  yield* locations();
  yield* practitioners();
  yield* questionnaires();
  const context: PlanContext = { calendar, takeBed: bedKeeper(), taken: new Map(), previous: undefined };
  for (let index = 1; index <= patients; index += 1) {
    const random = Random.for(number, `patient ${index}`);
    const plan = planPatient(index, random, context);
    context.previous = plan;
    yield* recordsOf(plan, calendar, random);
  }
}

function* recordsOf(plan: PatientPlan, calendar: Calendar, random: Random): Generator<FhirResource> {
  yield patient(plan, calendar);
  yield* relatives(plan, random);
  yield* devices(plan);
  yield encounter(plan, calendar);
  yield* problems(plan, calendar);
  yield* allergies(plan, calendar);
  yield* prescriptions(plan, calendar);
  yield* scoreOrders(plan, calendar);
  yield* vitalSigns(plan, calendar, random);
  yield* labResults(plan, calendar, random);
  yield* documents(plan, calendar);
  yield* appointments(plan, calendar, random);
  yield* tasks(plan, calendar);
  yield* carePlans(plan, calendar);
  yield* messages(plan, calendar);
  yield* consents(plan, calendar);
  yield* riskAssessments(plan, calendar);
  yield* filledForms(plan, calendar);
}
