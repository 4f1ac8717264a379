import type { SamspilErrorCode } from '@samspil/sdk';
import da from '../da/pluginErrors.json';
import type { Catalogue } from '../text.ts';

/** Codes that only who hosts plugins can meet: why one could not be opened, or was closed. A plugin need not carry their texts. */
export type PluginErrorCode = Extract<
  SamspilErrorCode,
  | 'crashed'
  | 'navigated-away'
  | 'not-isolated'
  | 'too-much-memory'
  | 'invalid-manifest'
  | 'untrusted'
  | 'needs-approval'
>;

/** What happened to a plugin, one text per code; a code without a text does not compile. */
export const pluginErrorTexts = {
  part: 'pluginErrors',
  da,
} as const satisfies Catalogue<`error.${PluginErrorCode}`>;
