import type { TextController } from '../../controllers/text-controller.ts';
import type { commonTexts } from '../../locales/catalogues/common.ts';
import type { listTexts } from '../../locales/catalogues/list.ts';
import type { conditionsTexts } from './conditions-texts.ts';

/** The texts of samspil-conditions in the language in force. */
export type ConditionsWords = TextController<
  readonly [typeof conditionsTexts, typeof listTexts, typeof commonTexts]
>;
