import * as v from 'valibot';
import type { Schema } from '../../bridge/index.ts';
import type { RecordPage, RecordRead } from '../../lease/index.ts';
import type { ReceiptSnapshot } from '../../workplace/types.ts';

/** So that a field that is added to a contract is not forgotten here, and lost on the way. */
type FieldsOf<T> = Record<keyof T, v.GenericSchema>;

/** As for what comes in: its outline, since what it holds is the server's. */
const resource = v.looseObject({ resourceType: v.pipe(v.string(), v.regex(/^[A-Z][A-Za-z]{1,63}$/)) });

/** Names every field that may leave; another one stays here, whoever added it. */
const read = v.object({ resource, fetchedAt: v.string() } satisfies FieldsOf<RecordRead>);
const page = v.object({
  resources: v.array(resource),
  cursor: v.optional(v.string()),
  fetchedAt: v.string(),
});
const receipt = v.object({
  id: v.string(),
  state: v.picklist(['stored', 'sending', 'accepted', 'conflict', 'rejected', 'needs-login']),
  patient: v.string(),
  plugin: v.object({ id: v.string(), version: v.string(), view: v.optional(v.string()) }),
  measuredAt: v.optional(v.string()),
  storedAt: v.string(),
  sentAt: v.optional(v.string()),
  resources: v.array(v.object({ reference: v.string(), versionId: v.optional(v.string()) })),
  error: v.optional(v.object({ code: v.string(), issues: v.optional(v.array(v.unknown())) })),
  waitsFor: v.optional(v.array(v.string())),
  nextAttemptAt: v.optional(v.string()),
} satisfies FieldsOf<ReceiptSnapshot>);

/** What a plugin gets from the record: the shapes of the answers. The schemas say `undefined` where the contract says optional. */
export const recordAnswers = {
  read: read as never as Schema<RecordRead>,
  page: page as never as Schema<RecordPage>,
  receipt: receipt as never as Schema<ReceiptSnapshot>,
  receipts: v.array(receipt) as never as Schema<ReceiptSnapshot[]>,
};
