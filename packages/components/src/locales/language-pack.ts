import type allergy from './da/allergy.json';
import type app from './da/app.json';
import type banner from './da/banner.json';
import type common from './da/common.json';
import type drafts from './da/drafts.json';
import type errors from './da/errors.json';
import type guard from './da/guard.json';
import type list from './da/list.json';
import type pluginErrors from './da/pluginErrors.json';
import type readAge from './da/readAge.json';
import type receipt from './da/receipt.json';
import type slot from './da/slot.json';
import type sync from './da/sync.json';
import type trend from './da/trend.json';
import type units from './da/units.json';
import type vitals from './da/vitals.json';

/** Every text of the library in one language, by the part of the screen it belongs to. Danish says which there are. */
export interface LanguagePack {
  readonly allergy: typeof allergy;
  readonly app: typeof app;
  readonly banner: typeof banner;
  readonly common: typeof common;
  readonly drafts: typeof drafts;
  readonly errors: typeof errors;
  readonly guard: typeof guard;
  readonly list: typeof list;
  readonly pluginErrors: typeof pluginErrors;
  readonly readAge: typeof readAge;
  readonly receipt: typeof receipt;
  readonly slot: typeof slot;
  readonly sync: typeof sync;
  readonly trend: typeof trend;
  readonly units: typeof units;
  readonly vitals: typeof vitals;
}

export type PartName = keyof LanguagePack;
