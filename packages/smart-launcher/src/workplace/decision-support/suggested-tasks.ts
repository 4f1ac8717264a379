import { SamspilError } from '@samspil/sdk';
import type { ClinicalContext } from '@samspil/sdk';
import type { CardAcceptance } from '@samspil/components/events';
import type { Task } from 'fhir/r4';

/** Elements a suggested task may have. Who asks, in which stay and when, is ours to write. */
const ELEMENTS: ReadonlySet<string> = new Set([
  'resourceType',
  'identifier',
  'status',
  'intent',
  'priority',
  'code',
  'description',
  'focus',
  'for',
  'reasonCode',
  'restriction',
  'input',
]);

/**
 * The tasks that a suggestion makes, as they are saved: checked, because a service is as trusted as a plugin, and ordered by
 * the person who took the suggestion, now.
 *
 * @throws `denied` for a suggestion that does anything but create tasks that are requested and ordered;
 *   `wrong-patient` for one about somebody else
 */
export function suggestedTasks(
  { suggestion }: Pick<CardAcceptance, 'suggestion'>,
  { patient, encounter, user }: Pick<ClinicalContext, 'patient' | 'encounter' | 'user'>,
  now: Date,
): Task[] {
  return (suggestion.actions ?? []).map(({ type, resource }) => {
    const task = resource as Task | undefined;
    if (type !== 'create' || task?.resourceType !== 'Task') throw denied();
    if (!Object.keys(task).every((element) => ELEMENTS.has(element))) throw denied();
    if (task.status !== 'requested' || task.intent !== 'order' || !task.description?.trim()) throw denied();
    if (task.for?.reference !== patient.reference)
      throw new SamspilError('wrong-patient', 'The suggestion is about another patient.');
    const authoredOn = now.toISOString();
    return {
      ...task,
      for: patient,
      ...(encounter && { encounter }),
      requester: user,
      authoredOn,
      lastModified: authoredOn,
    };
  });
}

function denied(): SamspilError {
  return new SamspilError('denied', 'A service may suggest new tasks, and nothing else.');
}
