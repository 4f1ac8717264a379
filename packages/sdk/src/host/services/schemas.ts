import * as v from 'valibot';
import { FILE_TYPES } from '../../contract/services.ts';
import type { FileType, Json } from '../../contract/services.ts';
import { isBoundedJson } from './bus/bounded-json.ts';
import { plainLine, plainText } from './wording/plain-text.ts';

/** What `arguments` of an activity, a result and a message on the bus may hold, in characters of JSON. */
const MAX_JSON = 16_000;

/** Longer is refused, never cut: half a sentence can say the opposite. Judged again once it is plain. */
const text = (max: number) =>
  v.pipe(v.string(), v.maxLength(max), v.transform(plainText), v.minLength(1), v.maxLength(max));
const line = (max: number) =>
  v.pipe(v.string(), v.maxLength(max), v.transform(plainLine), v.minLength(1), v.maxLength(max));
const json = v.custom<Json>((value) => isBoundedJson(value, MAX_JSON));
const lease = v.nullable(v.pipe(v.string(), v.maxLength(64)));
const token = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
const name = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][\w.:/-]{0,99}$/));
/**
 * With Ctrl, Alt or Meta, or a function key: what types a character is never a shortcut. Ctrl with Alt is what AltGr is
 * on a Nordic keyboard, where it types @, $ and braces.
 */
const keys = v.pipe(
  v.string(),
  v.regex(
    /^((Ctrl|Alt)\+(Shift\+)?(Meta\+)?|(Shift\+)?Meta\+)([a-z0-9]|Arrow(Up|Down|Left|Right)|Enter|Home|End|PageUp|PageDown)$|^((Ctrl|Alt)\+)?(Shift\+)?F([1-9]|1[0-2])$/,
  ),
);
const cell = v.pipe(v.string(), v.maxLength(2_000), v.transform(plainText));

/** The input of each service. Texts come out plain. */
export const serviceSchemas = {
  'ui.dirty': v.strictObject({ lease, token, reason: v.optional(line(120)) }),
  'ui.clean': v.strictObject({ token }),
  'ui.notify': v.strictObject({
    lease,
    level: v.picklist(['info', 'success', 'warning', 'danger']),
    text: text(300),
  }),
  'ui.confirm': v.strictObject({
    lease,
    text: text(600),
    confirm: line(40),
    cancel: line(40),
    danger: v.optional(v.boolean()),
  }),
  'ui.open': v.strictObject({
    lease,
    activity: name,
    arguments: v.optional(
      v.custom<Readonly<Record<string, Json>>>((value) => isBoundedJson(value, MAX_JSON) && isRecord(value)),
    ),
  }),
  'ui.resize': v.strictObject({ height: v.pipe(v.number(), v.minValue(50), v.maxValue(10_000)) }),
  'ui.done': v.strictObject({ lease, result: v.optional(json) }),
  'ui.overlay.open': v.strictObject({
    lease,
    title: line(80),
    size: v.optional(v.picklist(['medium', 'large'])),
  }),
  'ui.overlay.close': v.null(),
  'ui.download': v.strictObject({
    lease,
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    mediaType: v.picklist(Object.keys(FILE_TYPES) as FileType[]),
    data: v.union([v.string(), v.instance(Uint8Array<ArrayBuffer>)]),
  }),
  'ui.print': v.strictObject({
    lease,
    title: line(120),
    blocks: v.pipe(
      v.array(
        v.union([
          v.strictObject({ heading: line(200) }),
          v.strictObject({ text: text(20_000) }),
          v.strictObject({
            columns: v.pipe(v.array(cell), v.minLength(1), v.maxLength(20)),
            rows: v.pipe(v.array(v.pipe(v.array(cell), v.maxLength(20))), v.maxLength(1_000)),
          }),
        ]),
      ),
      v.minLength(1),
      v.maxLength(200),
    ),
  }),
  'ui.shortcuts': v.strictObject({
    shortcuts: v.pipe(v.array(v.strictObject({ keys, label: line(60) })), v.maxLength(20)),
  }),
  'ui.key': v.strictObject({ keys: v.pipe(v.string(), v.maxLength(40)) }),
  'bus.publish': v.strictObject({ lease, topic: name, message: json }),
};

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
