export { checkCpr, cprBirthYear, passesModulo11, type CprCheckOptions } from './cpr.ts';
export { checkDEcpr, checkXEcpr } from './replacement-cpr.ts';
export { checkPersonnummer, checkSamordningsnummer, passesLuhn } from './personnummer.ts';
export { type IdentifierCheck, type IdentifierWarning } from './identifier-check.ts';
export {
  CPR_SYSTEM,
  D_ECPR_SYSTEM,
  identifierKind,
  isReplacementNumber,
  PERSONNUMMER_SYSTEM,
  SAMORDNINGSNUMMER_SYSTEM,
  X_ECPR_SYSTEM,
  type IdentifierKind,
} from './identifier-kind.ts';
export { formatIdentifier } from './format-identifier.ts';
export { isTestCpr, testCpr, type TestPerson } from './test-cpr.ts';
export { isTestPersonnummer, testPersonnummer } from './test-personnummer.ts';
