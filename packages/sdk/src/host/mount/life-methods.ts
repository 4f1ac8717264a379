import * as v from 'valibot';
import type { Served } from '../../bridge/contract.ts';
import type { LifeMethods } from '../../contract/index.ts';
import type { SamspilErrorCode } from '../../errors.ts';

/** What a plugin says of its own end. The code is looked up in our own texts and shown as no other words. */
export function lifeMethods(onFailed: (code: SamspilErrorCode) => void): Served<LifeMethods> {
  return {
    'plugin.failed': {
      input: v.strictObject({
        code: v.pipe(
          v.string(),
          v.regex(/^[a-z]+(-[a-z]+){0,3}$/),
          v.maxLength(40),
          v.transform((code) => code as SamspilErrorCode),
        ),
      }),
      deadlineMs: 1_000,
      handle: async ({ code }) => {
        onFailed(code);
        return null;
      },
    },
  };
}
