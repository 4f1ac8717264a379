import { Buffer } from 'node:buffer';
import type { DocumentReference } from 'fhir/r4';
import { LOINC } from '@samspil/sdk/clinical';
import type { Calendar } from '../calendar.ts';
import { conditions } from '../courses/conditions.ts';
import type { PatientPlan } from '../people/plan.ts';
import { synthetic } from '../synthetic.ts';
import { encounterReference, physicianOf } from './encounters.ts';

/** A note on arrival, and a letter for whoever has been discharged. */
export function* documents(plan: PatientPlan, calendar: Calendar): Generator<DocumentReference> {
  const { reason, conditions: keys, setting } = plan.archetype;
  const problems = keys.map((key) => conditions[key].sks[1]).join(', ') || 'ingen';
  const isWard = setting === 'ward';
  yield document(plan, 1, {
    at: calendar.instant(calendar.at(plan.startDaysAgo, 11, 30)),
    type: { code: '34117-2', title: isWard ? 'Indlæggelsesnotat' : 'Opstartsnotat, hjemmemonitorering' },
    text: `Årsag: ${reason}.\nKendte problemer: ${problems}.\nPlan: Måling af vitale værdier efter NEWS2, blodprøver og gennemgang af medicin.\n\nSyntetisk tekst.`,
  });
  if (!isWard || plan.endDaysAgo === 0) return;
  yield document(plan, 2, {
    at: calendar.instant(calendar.at(plan.endDaysAgo, 13, 15)),
    type: { code: '18842-5', title: 'Epikrise' },
    text: `Indlagt med: ${reason}.\nForløb: Behandlet efter afdelingens retningslinje.\nOpfølgning: Egen læge.\n\nSyntetisk tekst.`,
  });
}

function document(
  plan: PatientPlan,
  number: number,
  { at, type, text }: { at: string; type: { code: string; title: string }; text: string },
): DocumentReference {
  return synthetic<DocumentReference>(`${plan.id}-document-${number}`, {
    resourceType: 'DocumentReference',
    status: 'current',
    docStatus: 'final',
    type: { coding: [{ system: LOINC, code: type.code }], text: type.title },
    subject: { reference: `Patient/${plan.id}` },
    date: at,
    author: [physicianOf(plan)],
    content: [
      {
        attachment: {
          contentType: 'text/plain; charset=utf-8',
          language: 'da',
          data: Buffer.from(text, 'utf8').toString('base64'),
          title: type.title,
          creation: at,
        },
      },
    ],
    context: { encounter: [encounterReference(plan)] },
  });
}
