import { textIn } from '../../format/text-in.ts';
import type { EncounterFacts } from './encounter-facts.ts';
import type { EncounterWords } from './encounter-words.ts';

/** What kind of contact it is, in words; a class of somebody else's as it calls itself. */
export function encounterName({ kind, encounter }: EncounterFacts, { t }: EncounterWords): string {
  if (kind) return t(`encounter.class.${kind}`);
  const { display, code } = { ...encounter.class } as { display?: unknown; code?: unknown };
  return textIn(display) ?? textIn(code) ?? t('encounter.unnamed');
}

/** Where it stands, in words: who is admitted to a bed is "admitted", and then "discharged". */
export function statusText({ status, kind, encounter }: EncounterFacts, { t }: EncounterWords): string {
  const isStay = kind === 'IMP' || kind === 'ACUTE' || kind === 'NONAC' || kind === 'SS';
  if (isStay && status === 'in-progress') return t('encounter.admitted');
  if (isStay && status === 'finished') return t('encounter.discharged');
  if (status) return t(`encounter.status.${status}`);
  const code = textIn(encounter.status);
  return code === undefined ? t('encounter.status.missing') : t('encounter.status.strange', { code });
}
