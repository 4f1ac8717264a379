import {
  CLOCK_TOLERANCE_MS,
  news2,
  news2FromReadings,
  readVitalSigns,
  SAMSPIL_SCORE,
  scoreNews2,
  scoreTask,
  SNOMED_CT,
  type News2Parameter,
  type News2Result,
  type ScoredMoment,
  type VitalSignReading,
} from '@samspil/sdk/clinical';
import { yearsOf } from '@samspil/components/format';
import type { CdsCard } from '@samspil/components/components/cds-cards';
import type { Condition, Observation, Patient, ServiceRequest, Task } from 'fhir/r4';
import { uuidOf } from '../card-uuid.ts';
import type { DecisionService, SupportCall } from '../service.ts';
import { isMade, isMadeFor, scoreTasks, suggestTask } from '../suggested-task.ts';
import { isInForce } from './in-force.ts';
import { describeReadings, parameterName } from './news2-words.ts';
import type { Words } from '../words.ts';
import { reasonsOf } from './override-reasons.ts';

const ID = 'news2-escalation';
const PREGNANCY = '77386006';
const SCALE_2 = 'news2-scale2';
const HOUR = 3_600_000;
/** What was measured longer ago says nothing about now: twice the longest interval that NEWS2 has. */
const CURRENT_HOURS = 24;

/**
 * From the newest vital signs: NEWS2 of 5 or more, or 3 points in one parameter (Royal College of Physicians, 2017). While
 * a value is missing there is no total; points that ask for an answer by themselves are said all the same.
 */
export const news2Escalation: DecisionService = {
  id: ID,
  hook: 'patient-view',
  title: 'news2.title',
  description: 'news2.description',
  prefetch: {
    patient: { query: 'Patient/{{context.patientId}}', type: 'Patient', needs: 'one' },
    vitalSigns: {
      query: 'Observation?patient={{context.patientId}}&category=vital-signs&_sort=-date&_count=100',
      type: 'Observation',
      needs: 'newest',
    },
    pregnancy: {
      query: `Condition?patient={{context.patientId}}&code=${encodeURIComponent(`${SNOMED_CT}|${PREGNANCY}`)}&_count=20`,
      type: 'Condition',
      needs: 'all',
    },
    scaleOrder: {
      query: `ServiceRequest?patient={{context.patientId}}&code=${encodeURIComponent(`${SAMSPIL_SCORE}|${SCALE_2}`)}&status=active&_count=20`,
      type: 'ServiceRequest',
      needs: 'all',
    },
    tasks: scoreTasks,
  },
  advise(call) {
    const { input, measuredAt, readings } = news2FromReadings(currentReadings(call));
    if (measuredAt === undefined) return [];
    const result = scoreNews2({ ...input, ...personOf(call, measuredAt), scale: scaleOf(call) });
    const level = levelOf(result);
    return level === undefined ? [] : [cardOf({ result, level, measuredAt, readings }, call)];
  },
};

/** What is to be done: an answer of the table, or that single values ask for one although the score has none. */
type Level = 'low-medium' | 'medium' | 'high' | 'incomplete';

interface Finding {
  readonly result: News2Result;
  readonly level: Level;
  readonly measuredAt: string;
  readonly readings: readonly VitalSignReading[];
}

function levelOf(result: News2Result): Level | undefined {
  if (result.status === 'complete') return result.risk === 'low' ? undefined : result.risk;
  if (result.status === 'not-valid') return undefined;
  return gravest(result).length > 0 ? 'incomplete' : undefined;
}

/** Parameters with 3 points. */
function gravest({ points }: News2Result): News2Parameter[] {
  return news2.parameters.flatMap(({ key }) => ((points[key] ?? 0) >= 3 ? [key] : []));
}

/** By name as long as a summary has room for them. */
function gravestNames(result: News2Result, words: Words): string {
  const keys = gravest(result);
  return keys.length > 2
    ? words('news2.values', { n: keys.length })
    : words.list(keys.map((key) => parameterName(key, words)));
}

function currentReadings({ prefetch, now }: SupportCall): VitalSignReading[] {
  return prefetch
    .of<Observation>('vitalSigns')
    .flatMap((observation) => readVitalSigns(observation))
    .filter(({ effective }) => {
      const age = now.getTime() - Date.parse(effective ?? '');
      return age <= CURRENT_HOURS * HOUR && age >= -CLOCK_TOLERANCE_MS;
    });
}

function personOf(
  { prefetch }: SupportCall,
  measuredAt: string,
): { ageYears: number | null; pregnant: boolean } {
  const [patient] = prefetch.of<Patient>('patient');
  return {
    ageYears: yearsOf(patient?.birthDate, new Date(measuredAt)) ?? null,
    pregnant: prefetch.of<Condition>('pregnancy').some(isInForce),
  };
}

/** Scale 2 is an order, never a guess (clinical.md §3.1, rule 4). */
function scaleOf({ prefetch }: SupportCall): 1 | 2 {
  const isOrdered = prefetch
    .of<ServiceRequest>('scaleOrder')
    .some(
      ({ status, code, doNotPerform }) =>
        status === 'active' &&
        doNotPerform !== true &&
        code?.coding?.some(({ system, code: id }) => system === SAMSPIL_SCORE && id === SCALE_2),
    );
  return isOrdered ? 2 : 1;
}

function cardOf(finding: Finding, call: SupportCall): CdsCard {
  const { result, level, measuredAt, readings } = finding;
  const { words, patient } = call;
  const about = wordsAbout(finding, words);
  // Of these measurements: what is measured anew, or corrected, is another card.
  const uuid = uuidOf(ID, patient, measuredAt, String(result.scale), ...readings.map(versionOf));
  const suggestion = uuidOf(uuid, 'task');
  const scored = momentOf(finding);
  const isDone = isMade(suggestion, call) || (scored !== undefined && isMadeFor(scored, call));
  const summary = words(`news2.summary.${level}`, about);
  const todo = words(`news2.suggestion.${level}`);
  return {
    uuid,
    summary: isDone ? words('card.made', { summary }) : summary,
    detail: [
      words(`news2.todo.${level}`, about),
      '',
      words('news2.measured', about),
      '',
      ...describeReadings(result, readings, words),
    ].join('\n'),
    indicator: level === 'high' ? 'critical' : 'warning',
    source: {
      label: news2.credit,
      topic: { system: SAMSPIL_SCORE, code: 'news2', display: words('news2.title') },
    },
    ...(!isDone && {
      suggestions: [suggestTask(suggestion, todo, taskOf(finding, call))],
      selectionBehavior: 'at-most-one',
    }),
    overrideReasons: reasonsOf(['known-plan', 'measure-again', 'being-handled', 'limits-ordered'], words),
  };
}

/** As the score's own card knows it; without a total there is none. */
function momentOf({ result, measuredAt }: Finding): ScoredMoment | undefined {
  return result.status === 'complete' ? { score: news2.id, total: result.total, measuredAt } : undefined;
}

/** What the texts of a card may name. */
function wordsAbout({ result, measuredAt }: Finding, words: Words) {
  const missing = result.status === 'incomplete' ? result.missing : [];
  return {
    total: result.status === 'complete' ? result.total : '',
    names: gravestNames(result, words),
    missing: words.list(missing.map((key) => parameterName(key, words))),
    time: words.moment(measuredAt),
    scale: result.scale,
  };
}

function taskOf(finding: Finding, { words, patient, now }: SupportCall): Task {
  const { result, level, measuredAt, readings } = finding;
  const response =
    result.status === 'complete'
      ? result.response
      : { level, monitoring: '', anyParameter: 3, priority: 'urgent' as const, repeatMinutes: 0 };
  const due = Date.parse(measuredAt) + (response.repeatMinutes ?? 0) * 60_000;
  const isAhead = due > now.getTime();
  const text = result.status === 'complete' ? 'news2.task' : 'news2.task.incomplete';
  // What is to be done at once has no time by which it is due: it would be overdue as it is made.
  const priority = isAhead ? response.priority : 'stat';
  return scoreTask(
    { ...response, ...(priority && { priority }) },
    {
      patient: { reference: `Patient/${patient}` },
      authoredOn: now.toISOString(),
      ...(isAhead && { dueAt: new Date(due).toISOString() }),
      description: words(text, {
        ...wordsAbout(finding, words),
        todo: words(`news2.suggestion.${level}`),
      }),
      about: momentOf(finding),
      readings,
    },
  );
}

/** A client may send anything in their place. */
function versionOf({ observation: { id, meta } }: VitalSignReading): string {
  return [id, meta?.versionId].map((each: unknown) => (typeof each === 'string' ? each : '')).join(' ');
}
