import type { HeldPatient } from '@samspil/sdk/offline';
import type { OfflineAccess, PreparedResources } from '@samspil/sdk/host';
import type { commonTexts } from '../../locales/catalogues/common.ts';
import type { Locale } from '../../locales/languages.ts';
import type { KeyOf, PluralKey, TextParameters } from '../../locales/text.ts';
import type { offlineWardTexts } from './offline-ward-texts.ts';

/** What the element needs of a host; `host.offline` has it. */
export type OfflineActions = Pick<
  OfflineAccess,
  'prepare' | 'estimate' | 'held' | 'forget' | 'storage' | 'onLetGo'
>;

/** Somebody who can be chosen. */
export interface WardPatient {
  /** Patient id. */
  readonly id: string;
  /** As the list around it writes her name. */
  readonly name: string;
  /** What tells her from others of that name: birth date, number, bed. */
  readonly facts?: readonly string[];
}

type Key = KeyOf<typeof offlineWardTexts | typeof commonTexts>;

/** The texts of the element. */
export interface WardWords {
  t: (key: Key, parameters?: TextParameters) => string;
  plural: (stem: PluralKey<Key>, n: number) => string;
  error: (code: string | undefined) => string;
  locale: Locale;
}

/** How much of what is wanted is held of one patient. */
export type Holding =
  | { readonly status: 'none' }
  /** Something, as after her chart was open; a chart without a connection has gaps. */
  | { readonly status: 'part' }
  /** All of it. `at` is the age of the oldest part, ISO 8601. */
  | { readonly status: 'whole'; readonly at: string };

/** Whether each wanted search is covered: by the same type, narrowed by nothing that is not asked for. */
export function holdingOf(held: HeldPatient | undefined, wanted: readonly PreparedResources[]): Holding {
  if (!held) return { status: 'none' };
  const ages = [{ resourceType: 'Patient' }, ...wanted].map(({ resourceType, parameters = {} }) => {
    const asked = new Set(
      Object.entries(parameters).flatMap(([name, value]) => [value].flat().map((one) => `${name}=${one}`)),
    );
    return held.coverage
      .filter((coverage) => coverage.resourceType === resourceType)
      .filter((coverage) => coverage.parameters.every(([name, value]) => asked.has(`${name}=${value}`)))
      .map(({ completeAt }) => completeAt)
      .sort()
      .at(-1);
  });
  const known = ages.filter((age) => age !== undefined);
  const [oldest] = known.sort();
  return known.length < ages.length || oldest === undefined
    ? { status: 'part' }
    : { status: 'whole', at: oldest };
}
