import type { allergyTexts } from '../../locales/catalogues/allergy.ts';
import type { commonTexts } from '../../locales/catalogues/common.ts';
import type { listTexts } from '../../locales/catalogues/list.ts';
import type { TextController } from '../../controllers/text-controller.ts';
import type { allergiesTexts } from './allergies-texts.ts';

/** The texts of samspil-allergies in the language in force. */
export type AllergiesWords = TextController<
  readonly [typeof allergiesTexts, typeof allergyTexts, typeof listTexts, typeof commonTexts]
>;
