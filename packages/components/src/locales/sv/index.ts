import allergy from './allergy.json';
import app from './app.json';
import banner from './banner.json';
import common from './common.json';
import drafts from './drafts.json';
import errors from './errors.json';
import guard from './guard.json';
import list from './list.json';
import pluginErrors from './pluginErrors.json';
import readAge from './readAge.json';
import receipt from './receipt.json';
import slot from './slot.json';
import sync from './sync.json';
import trend from './trend.json';
import units from './units.json';
import vitals from './vitals.json';
import type { LanguagePack } from '../language-pack.ts';

/** All texts in Swedish, loaded when the language is asked for. */
export const sv: LanguagePack = {
  allergy,
  app,
  banner,
  common,
  drafts,
  errors,
  guard,
  list,
  pluginErrors,
  readAge,
  receipt,
  slot,
  sync,
  trend,
  units,
  vitals,
};
