import type { Questionnaire, QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4';
import { textIn } from '../../../format/text-in.ts';
import type { Draft, DraftItem } from './draft.ts';

/** What a response is made of besides the draft. */
export interface ResponseFrame {
  readonly questionnaire: Questionnaire;
  /** The response it began with: id, subject, author and all else stay. */
  readonly before: QuestionnaireResponse | undefined;
  readonly status: QuestionnaireResponse['status'];
  /** When the answers were gathered, for one that is completed. */
  readonly authored?: string | undefined;
}

/**
 * The response that a draft is, its texts those of the form. A draft keeps what is not asked at the moment, so that it is
 * there when it is asked again; `enabled` leaves it out, as a completed response must.
 */
export function buildResponse(
  draft: Draft,
  { questionnaire, before, status, authored }: ResponseFrame,
  enabled?: ReadonlySet<string>,
): QuestionnaireResponse {
  const { url, version } = questionnaire;
  const canonical = textIn(url) && (textIn(version) ? `${url}|${version}` : url);
  const { item: _item, ...frame } = before ?? ({} as Partial<QuestionnaireResponse>);
  const items = itemsOf(draft, enabled);
  return {
    ...frame,
    resourceType: 'QuestionnaireResponse',
    ...(canonical && { questionnaire: canonical }),
    status,
    ...(authored && { authored }),
    ...(items.length > 0 && { item: items }),
  };
}

function itemsOf(draft: Draft, enabled: ReadonlySet<string> | undefined): QuestionnaireResponseItem[] {
  return draft.flatMap((found) => {
    if (enabled && !enabled.has(found.key)) return [];
    const item = itemOf(found, enabled);
    return item ? [item] : [];
  });
}

function itemOf(
  { item, items, answers }: DraftItem,
  enabled: ReadonlySet<string> | undefined,
): QuestionnaireResponseItem | undefined {
  if (item.linkId === '' || item.type === 'display') return undefined;
  const head = { linkId: item.linkId, ...(item.text !== undefined && { text: item.text }) };
  if (item.type === 'group') {
    const inner = itemsOf(items, enabled);
    return inner.length > 0 ? { ...head, item: inner } : undefined;
  }
  const given = answers.flatMap(({ answer, items: below }) => {
    if (answer === undefined) return [];
    const inner = itemsOf(below, enabled);
    return [inner.length > 0 ? { ...answer, item: inner } : answer];
  });
  return given.length > 0 ? { ...head, answer: given } : undefined;
}
