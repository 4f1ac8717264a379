import type { ListColumn, PatientRow, RowFlag } from '@samspil/components/components/patient-list';
import type { Holding } from '@samspil/components/components/offline-ward';
import { formatMoment, genderOf } from '@samspil/components/format';
import { bannerTexts, text } from '@samspil/components/locales';
import type { Texts } from '../texts.ts';
import type { ListedPatient } from './listed-patient.ts';

/** Columns of the workplace's own. */
export const ownColumns = (t: Texts): readonly ListColumn[] => [{ name: 'sex', label: t('list.sex') }];

/** What list and search field show of somebody. */
export function rowOf(
  { patient, stay }: ListedPatient,
  view: {
    readonly t: Texts;
    /** Name of the ward that everybody on the list is in: only the bed tells them apart. */
    readonly ward?: string | undefined;
    /** What is held of her on this device; undefined where nothing is to be said of it. */
    readonly holding?: Holding | undefined;
  },
): PatientRow {
  const { t, ward, holding } = view;
  const isIn = stay?.isAdmitted === true;
  return {
    patient,
    encounter: stay?.encounter,
    place: isIn ? placeOf(stay, ward) : undefined,
    noPlace: t(isIn ? 'list.placeUnknown' : 'list.notAdmitted'),
    time: isIn ? stay.since : undefined,
    cells: { sex: text(bannerTexts, t.locale, `banner.gender.${genderOf(patient.gender)}`) },
    flags: holding ? [flagOf(holding, t)] : [],
  };
}

function placeOf(
  { place }: NonNullable<ListedPatient['stay']>,
  ward: string | undefined,
): string | undefined {
  if (place?.spot !== undefined && place.ward === ward) return place.spot;
  const parts = [place?.ward, place?.spot].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(', ') : undefined;
}

/** What is on the device comes of what the person fetches there: no news to her. */
function flagOf(holding: Holding, t: Texts): RowFlag {
  if (holding.status !== 'whole') return { text: t(`device.${holding.status}`), isOwn: true };
  const time = formatMoment(holding.at, t.locale, { isInSentence: true });
  return { text: t('device.held', { time }), tone: 'ok', isOwn: true };
}
