import da from '../locales/da/attachments.json';
import type { KeyOf, Catalogue, TextParameters } from '../locales/text.ts';
import type { ListWords } from '../states/list-words.ts';
import type { commonTexts } from '../locales/catalogues/common.ts';
import type { listTexts } from '../locales/catalogues/list.ts';

/** Texts of files that come with a document or a message. */
export const attachmentsTexts = { part: 'attachments', da } as const satisfies Catalogue;

/** The texts of an element that was given `attachmentsTexts`. */
export interface AttachmentWords extends ListWords {
  readonly t: (
    key: KeyOf<typeof attachmentsTexts | typeof listTexts | typeof commonTexts>,
    parameters?: TextParameters,
  ) => string;
}
