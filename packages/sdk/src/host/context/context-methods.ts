import * as v from 'valibot';
import type { Served } from '../../bridge/contract.ts';
import type { ContextChangeMethods, PrepareAnswer } from '../../contract/context-change.ts';
import { HOLD_REASON_LENGTH, PARKED_AT_ONCE } from '../../contract/context-change.ts';
import { draft } from './draft-schema.ts';

const language = v.pipe(v.string(), v.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/));
const words = v.pipe(v.string(), v.minLength(1), v.maxLength(HOLD_REASON_LENGTH));
const reason = v.pipe(
  v.record(language, words),
  v.check((texts) => Object.keys(texts).length > 0 && Object.keys(texts).length <= 10),
);
const answer = v.variant('kind', [
  v.strictObject({ kind: v.picklist(['ready', 'none', 'failed']) }),
  v.strictObject({ kind: v.literal('hold'), reason }),
  v.strictObject({
    kind: v.literal('park'),
    drafts: v.pipe(v.array(draft), v.minLength(1), v.maxLength(PARKED_AT_ONCE)),
  }),
]);

/** What a plugin answers when the context is about to change. Needs no capability: everybody is asked. */
export function contextMethods(
  hear: (change: string, answer: PrepareAnswer) => Promise<{ isKept: boolean }>,
): Served<ContextChangeMethods> {
  return {
    'context.answer': {
      input: v.strictObject({ change: v.pipe(v.string(), v.maxLength(64)), answer }) as never,
      deadlineMs: 15_000,
      handle: async (input) => hear(input.change, input.answer),
    },
  };
}
