import * as v from 'valibot';
import { DRAFT_LIMITS } from '../../contract/drafts.ts';

const language = v.pipe(v.string(), v.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/));

/** The outline of a draft; what is in it is the plugin's own, and how much, `lease/draft-rules.ts` judges. */
export const draft = v.strictObject({
  key: v.pipe(v.string(), v.maxLength(64)),
  title: v.record(language, v.pipe(v.string(), v.maxLength(DRAFT_LIMITS.titleLength))),
  data: v.unknown(),
});
