import * as v from 'valibot';
import { jsonSchema, origin, url } from './formats.ts';

const frame = v.pipe(
  v.strictObject({ mode: v.literal('frame'), url, origin }),
  v.check(
    ({ origin: registered, url: address }) =>
      registered === 'opaque' || (URL.canParse(address) && new URL(address).origin === registered),
    'lies at its registered origin',
  ),
  jsonSchema({ title: 'A page in a sandboxed frame' }),
);

const element = v.pipe(
  v.strictObject({
    mode: v.literal('element'),
    url,
    integrity: v.pipe(
      v.string(),
      v.regex(
        /^(sha384-[A-Za-z0-9+/]{64}|sha512-[A-Za-z0-9+/]{86}==)$/,
        'is one hash such as sha384-… as in Subresource Integrity',
      ),
    ),
  }),
  jsonSchema({ title: "A module in the workplace's own page, for vetted code only" }),
);

export const entry = v.variant('mode', [frame, element]);
