import type { receiptTexts } from '../../locales/catalogues/receipt.ts';
import type { observedTexts } from '../../observations/observed-texts.ts';
import type { WordsOf } from '../../states/list-words.ts';
import type { deviceTexts } from './device-texts.ts';

/** The texts of samspil-device-measurements in the language in force. */
export type DeviceWords = WordsOf<typeof deviceTexts | typeof observedTexts | typeof receiptTexts>;
