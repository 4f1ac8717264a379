/** The one formatter: the same value looks the same everywhere, in Danish, Swedish and English. */
export { ageOf, formatAge, yearsOf, type Age, type AgeUnit } from './ages.ts';
export {
  formatDate,
  formatDateTime,
  formatDayAndMonth,
  formatMoment,
  formatTime,
  parseDate,
  toIsoWithOffset,
  type DateOptions,
} from './dates.ts';
export { identifierOf, type ShownIdentifier } from './identifiers.ts';
export { formatName, formatNameInOrder, nameOf, preferredNameOf, type NameParts } from './names.ts';
export { conventionOf, formatNumber, parseTypedNumber, type TypedNumber } from './numbers.ts';
export { formatQuantity, formatUnit } from './units.ts';
