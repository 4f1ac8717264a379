import type { SamspilErrorCode } from '@samspil/sdk';
import da from '../da/errors.json';
import type { LaunchErrorCode } from './launch-errors.ts';
import type { PluginErrorCode } from './plugin-errors.ts';
import type { Catalogue } from '../text.ts';

/** What happened and what to do next, one text per code that any element can meet; a code without a text does not compile. */
export const errorTexts = {
  part: 'errors',
  da,
} as const satisfies Catalogue<`error.${Exclude<SamspilErrorCode, LaunchErrorCode | PluginErrorCode>}`>;
