/** The one formatter: the same value looks the same everywhere, in Danish, Swedish and English. */
export { ageOf, formatAge, yearsOf, type Age, type AgeUnit } from './ages.ts';
export {
  formatDate,
  formatDateTime,
  formatDayAndMonth,
  formatMoment,
  formatTime,
  formatWeekday,
  parseDate,
  toIsoWithOffset,
  type DateOptions,
} from './dates.ts';
export { conceptText } from './concepts.ts';
export { genderOf, type ShownGender } from './gender.ts';
export { identifierOf, type ShownIdentifier } from './identifiers.ts';
export { formatName, formatNameInOrder, nameOf, preferredNameOf, type NameParts } from './names.ts';
export { conventionOf, formatExact, formatNumber, parseTypedNumber, type TypedNumber } from './numbers.ts';
export { formatAbatement, formatOnset, formatWhen, type Onset } from './onset.ts';
export { personOf, type Person } from './people.ts';
export { findLookAlikes, type Difference, type Distinguishable } from './look-alikes.ts';
export { hasProtection } from './protection.ts';
export { formatQuantity, formatUnit } from './units.ts';
/** What allergy records say together is said in the same four ways everywhere (BAN-26). */
export {
  summarise as summariseAllergies,
  type AllergyFacts,
  type AllergyStatus,
  type AllergySummary,
} from '../components/patient-banner/allergy-facts.ts';
