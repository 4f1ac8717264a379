import type { CdsCard } from '@samspil/components/components/cds-cards';
import type { AllergyIntolerance, FhirResource, MedicationRequest, MedicationStatement, Task } from 'fhir/r4';
import { uuidOf } from '../card-uuid.ts';
import type { DecisionService, PrefetchTemplate, SupportCall } from '../service.ts';
import { isMade, suggestedTasks, suggestTask } from '../suggested-task.ts';
import { isInForce } from './in-force.ts';
import { reasonsOf } from './override-reasons.ts';
import { conceptName, medicationOf, isSameSubstance, substancesOf } from './substances.ts';

const ID = 'medication-allergy';

const all = (type: FhirResource['resourceType'], query = ''): PrefetchTemplate => ({
  query: `${type}?patient={{context.patientId}}${query}&_count=200`,
  type,
  needs: 'all',
});

/**
 * What the patient takes against what the patient does not tolerate: the same substance by its code, or a substance of a
 * group that is not tolerated (ATC). What has no code is not judged, so that no card never means that all is well.
 */
export const medicationAllergy: DecisionService = {
  id: ID,
  hook: 'patient-view',
  title: 'allergy.title',
  description: 'allergy.description',
  prefetch: {
    allergies: all('AllergyIntolerance'),
    requests: all('MedicationRequest', '&status=active'),
    statements: all('MedicationStatement', '&status=active'),
    tasks: suggestedTasks,
  },
  advise(call) {
    const taken = [
      ...call.prefetch.of<MedicationRequest>('requests').filter(isOrdered),
      ...call.prefetch.of<MedicationStatement>('statements').filter(({ status }) => status === 'active'),
    ];
    const allergies = call.prefetch.of<AllergyIntolerance>('allergies').filter(isInForce);
    const cards = new Map<string, CdsCard>();
    for (const allergy of allergies) {
      for (const medication of taken) {
        if (!isSameSubstance(substancesOf(allergy), medicationOf(medication))) continue;
        const card = cardOf(allergy, medication, call);
        // An order and a statement of the same medicine are one medicine.
        const key = JSON.stringify([allergy.id, medicationOf(medication)?.coding?.[0]?.code]);
        if (!cards.has(key)) cards.set(key, card);
      }
    }
    return [...cards.values()];
  },
};

function isOrdered({ status, intent, doNotPerform }: MedicationRequest): boolean {
  return status === 'active' && intent !== 'proposal' && intent !== 'option' && doNotPerform !== true;
}

function cardOf(
  allergy: AllergyIntolerance,
  medication: MedicationRequest | MedicationStatement,
  call: SupportCall,
): CdsCard {
  const { words, patient } = call;
  const name = conceptName(medicationOf(medication)) ?? words('allergy.medicine');
  const substance = conceptName(allergy.code) ?? words('allergy.substance');
  const uuid = uuidOf(ID, patient, allergy.id ?? '', `${medication.resourceType}/${medication.id ?? ''}`);
  const suggestion = uuidOf(uuid, 'task');
  const isDone = isMade(suggestion, call);
  // A name as long as a label would not leave room for what matters.
  const summary = words('allergy.summary', { name: cut(name), substance: cut(substance) });
  const reactions = (allergy.reaction ?? []).flatMap(({ manifestation }) =>
    (manifestation ?? []).flatMap((each) => conceptName(each) ?? []),
  );
  const task: Task = {
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    priority: 'stat',
    description: words('allergy.task', { name, substance }),
    for: { reference: `Patient/${patient}` },
  };
  return {
    uuid,
    summary: isDone ? words('card.made', { summary }) : summary,
    detail: [
      words('allergy.todo'),
      '',
      `- ${words('allergy.medication', { name: plain(name) })}`,
      `- ${words('allergy.allergy', { substance: plain(substance) })}`,
      ...(reactions.length > 0
        ? [`- ${words('allergy.reaction', { reaction: plain(words.list(reactions)) })}`]
        : []),
    ].join('\n'),
    indicator: allergy.criticality === 'low' ? 'warning' : 'critical',
    source: { label: words('allergy.source') },
    ...(!isDone && {
      suggestions: [suggestTask(suggestion, words('allergy.suggestion'), task)],
      selectionBehavior: 'at-most-one',
    }),
    overrideReasons: reasonsOf(['benefit-outweighs', 'tolerated-before', 'record-wrong', 'not-given'], words),
  };
}

function cut(name: string): string {
  return name.length > 40 ? `${name.slice(0, 39).trimEnd()}…` : name;
}

/** A name from a record is no Markdown. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|~-]/g, '\\$&').replace(/\s+/g, ' ');
}
