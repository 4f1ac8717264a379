import type { Communication } from 'fhir/r4';
import type { attachmentsTexts } from '../../attachments/attachments-texts.ts';
import { codeAmong, conceptText, objectsIn } from '../../format/concepts.ts';
import { textIn } from '../../format/text-in.ts';
import type { WordsOf } from '../../states/list-words.ts';
import type { MessageFacts } from './message-facts.ts';
import type { messageTexts } from './message-texts.ts';

/** The texts of samspil-message-thread in the language in force. */
export type MessageWords = WordsOf<typeof messageTexts | typeof attachmentsTexts>;

/** The categories of MedCom's CareCommunication (5.0.2); the list is known to grow. */
const categories = [
  'alcohol-and-drug-treatment',
  'assistive-devices',
  'carecoordination',
  'decease',
  'discharge',
  'examination-results',
  'healthcare',
  'home-care-assessment',
  'medicine',
  'nursing',
  'outpatient',
  'psychiatry-social-disability',
  'regarding-referral',
  'telemedicine',
  'training',
  'acute-ambulant',
  'extended-care-responsibility',
  'other',
] as const;

/** What it is about, in the words of the message; undefined when it does not say. */
export function topicText({ topic }: Communication): string | undefined {
  return conceptText(topic);
}

/** Its category in words where we have them; one of somebody else's as it calls itself. */
export function categoryText({ category }: Communication, { t }: MessageWords): string | undefined {
  const names = objectsIn(category).map((concept) => {
    const known = codeAmong(concept, categories);
    return known ? t(`message.category.${known}`) : conceptText(concept);
  });
  return names.filter((name) => name !== undefined).join(', ') || undefined;
}

/** What is unusual about how it stands. That it was sent, or that its sender says nothing of it, needs no word. */
export function statusText({ status, message }: MessageFacts, { t }: MessageWords): string | undefined {
  if (status === 'completed' || status === 'unknown') return undefined;
  if (status) return t(`message.status.${status}`);
  const code = textIn(message.status);
  return code === undefined ? t('message.status.missing') : t('message.status.strange', { code });
}

/** Routine needs no word. */
export function priorityText({ priority }: Communication, { t }: MessageWords): string | undefined {
  const code = textIn(priority);
  const known = (['asap', 'urgent', 'stat'] as const).find((each) => each === code);
  return known ? t(`message.priority.${known}`) : code === 'routine' ? undefined : code;
}
