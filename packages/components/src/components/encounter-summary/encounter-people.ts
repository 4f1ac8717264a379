import type { Encounter, EncounterParticipant } from 'fhir/r4';
import { codesOf, conceptText, objectsIn } from '../../format/concepts.ts';
import { isOver } from '../../format/instants.ts';
import { conceptTexts } from '../../states/list-fact.ts';
import type { EncounterWords } from './encounter-words.ts';

/** HL7 v3 ParticipationType, as far as it has a word a clinician uses. */
const roles = ['ATND', 'PPRF', 'SPRF', 'ADM', 'DIS', 'CON', 'REF', 'TRANSLATOR'] as const;

/** Who answers for the contact now, and all others who take or took part. */
export function participantsOf(
  { participant }: Encounter,
  now: number,
): { responsible: EncounterParticipant[]; others: EncounterParticipant[] } {
  const all = objectsIn(participant);
  const isResponsible = (each: EncounterParticipant) =>
    codesIn(each).some((code) => code === 'ATND' || code === 'PPRF') && !isOver(each.period?.end, now);
  return {
    responsible: all.filter(isResponsible),
    others: all.filter((each) => !isResponsible(each)),
  };
}

/** In what role, in words; as it calls itself where we have none. */
export function roleText(participant: EncounterParticipant, { t }: EncounterWords): string {
  const codes = codesIn(participant);
  const known = roles.find((role) => codes.includes(role));
  return known
    ? t(`encounter.role.${known}`)
    : (conceptTexts(participant.type)[0] ?? t('encounter.role.other'));
}

/** What the contact is or was about, each with its role, by rank; what has none last. */
export function diagnosesOf({ diagnosis }: Encounter) {
  const rankOf = (rank: unknown) => (typeof rank === 'number' ? rank : Infinity);
  return objectsIn(diagnosis).sort((a, b) => rankOf(a.rank) - rankOf(b.rank) || 0);
}

/** The role of a diagnosis, in words; as it calls itself where we have none. */
export function useText(use: Parameters<typeof conceptText>[0], { t }: EncounterWords): string {
  const known = (['AD', 'DD', 'CC', 'CM', 'pre-op', 'post-op', 'billing'] as const).find((code) =>
    codesOf(use).includes(code),
  );
  return known ? t(`encounter.use.${known}`) : (conceptText(use) ?? t('encounter.use.none'));
}

function codesIn({ type }: EncounterParticipant): string[] {
  return objectsIn(type).flatMap(codesOf);
}
