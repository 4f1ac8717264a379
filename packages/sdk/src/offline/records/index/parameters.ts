/**
 * What a search parameter looks at.
 * - `token`: CodeableConcept, Coding or Identifier
 * - `code`: a bare code or boolean, which is written without a system
 * - `date`: date, dateTime, instant, Period or Timing
 * - `reference`: a literal reference
 */
export type ParameterKind = 'token' | 'code' | 'date' | 'reference';

/** One search parameter of one type. */
export interface LocalParameter {
  readonly kind: ParameterKind;
  /** Dotted element paths; a choice of types is spelled out. */
  readonly paths: readonly string[];
}

type Table = Readonly<Record<string, LocalParameter>>;

const token = (...paths: string[]): LocalParameter => ({ kind: 'token', paths });
const code = (...paths: string[]): LocalParameter => ({ kind: 'code', paths });
const date = (...paths: string[]): LocalParameter => ({ kind: 'date', paths });
const reference = (...paths: string[]): LocalParameter => ({ kind: 'reference', paths });

/** Parameters of all types (https://hl7.org/fhir/R4/search.html#all); `_id` is looked up by itself. */
const COMMON: Table = {
  _lastUpdated: date('meta.lastUpdated'),
  _tag: token('meta.tag'),
  _security: token('meta.security'),
};
const identifier = token('identifier');
const encounter = reference('encounter');
const category = token('category');
const status = code('status');
const effective = date('effectiveDateTime', 'effectivePeriod', 'effectiveInstant', 'effectiveTiming');

/**
 * The search parameters that are answered from the device, as R4 defines them
 * (https://hl7.org/fhir/R4/searchparameter-registry.html), by type. The first date of a type is its chief date: what is
 * held is kept in its order. A parameter that is not here is refused, never passed over.
 */
const BY_TYPE: Readonly<Record<string, Table>> = {
  AllergyIntolerance: {
    date: date('recordedDate'),
    code: token('code', 'reaction.substance'),
    category: code('category'),
    'clinical-status': token('clinicalStatus'),
    'verification-status': token('verificationStatus'),
    criticality: code('criticality'),
    type: code('type'),
    identifier,
  },
  Appointment: { date: date('start'), status, 'service-type': token('serviceType'), identifier },
  CarePlan: { date: date('period'), category, status, intent: code('intent'), encounter, identifier },
  CareTeam: { date: date('period'), category, status, encounter, identifier },
  ClinicalImpression: {
    date: date('effectiveDateTime', 'effectivePeriod'),
    status,
    encounter,
    identifier,
  },
  Communication: { sent: date('sent'), received: date('received'), category, status, encounter, identifier },
  Composition: { date: date('date'), type: token('type'), category, status, encounter, identifier },
  Condition: {
    'onset-date': date('onsetDateTime', 'onsetPeriod'),
    'recorded-date': date('recordedDate'),
    code: token('code'),
    category,
    'clinical-status': token('clinicalStatus'),
    'verification-status': token('verificationStatus'),
    severity: token('severity'),
    encounter,
    identifier,
  },
  Consent: { date: date('dateTime'), category, status, identifier },
  Device: { type: token('type'), status, identifier },
  DiagnosticReport: {
    date: date('effectiveDateTime', 'effectivePeriod'),
    issued: date('issued'),
    code: token('code'),
    category,
    status,
    encounter,
    result: reference('result'),
    identifier,
  },
  DocumentReference: {
    date: date('date'),
    period: date('context.period'),
    type: token('type'),
    category,
    status,
    encounter: reference('context.encounter'),
    identifier: token('masterIdentifier', 'identifier'),
  },
  Encounter: {
    date: date('period'),
    status,
    class: token('class'),
    type: token('type'),
    'reason-code': token('reasonCode'),
    location: reference('location.location'),
    'service-provider': reference('serviceProvider'),
    identifier,
  },
  EpisodeOfCare: { date: date('period'), status, type: token('type'), identifier },
  Flag: { date: date('period'), encounter, identifier },
  Goal: {
    'start-date': date('startDate'),
    category,
    'lifecycle-status': code('lifecycleStatus'),
    'achievement-status': token('achievementStatus'),
    identifier,
  },
  Immunization: {
    date: date('occurrenceDateTime'),
    'vaccine-code': token('vaccineCode'),
    status,
    identifier,
  },
  List: { date: date('date'), code: token('code'), status, encounter, identifier },
  MedicationAdministration: {
    'effective-time': date('effectiveDateTime', 'effectivePeriod'),
    code: token('medicationCodeableConcept'),
    medication: reference('medicationReference'),
    request: reference('request'),
    status,
    identifier,
  },
  MedicationRequest: {
    authoredon: date('authoredOn'),
    code: token('medicationCodeableConcept'),
    medication: reference('medicationReference'),
    category,
    status,
    intent: code('intent'),
    encounter,
    identifier,
  },
  MedicationStatement: {
    effective: date('effectiveDateTime', 'effectivePeriod'),
    code: token('medicationCodeableConcept'),
    medication: reference('medicationReference'),
    category,
    status,
    identifier,
  },
  NutritionOrder: { datetime: date('dateTime'), status, encounter, identifier },
  Observation: {
    date: effective,
    code: token('code'),
    category,
    status,
    encounter,
    'component-code': token('component.code'),
    'combo-code': token('code', 'component.code'),
    'value-concept': token('valueCodeableConcept'),
    method: token('method'),
    'has-member': reference('hasMember'),
    'derived-from': reference('derivedFrom'),
    identifier,
  },
  Patient: {
    birthdate: date('birthDate'),
    gender: code('gender'),
    active: code('active'),
    identifier,
  },
  Procedure: {
    date: date('performedDateTime', 'performedPeriod'),
    code: token('code'),
    category,
    status,
    encounter,
    identifier,
  },
  QuestionnaireResponse: {
    authored: date('authored'),
    status,
    encounter,
    'based-on': reference('basedOn'),
    identifier,
  },
  ServiceRequest: {
    authored: date('authoredOn'),
    occurrence: date('occurrenceDateTime', 'occurrencePeriod', 'occurrenceTiming'),
    code: token('code'),
    category,
    status,
    intent: code('intent'),
    priority: code('priority'),
    encounter,
    identifier,
  },
  Specimen: {
    collected: date('collection.collectedDateTime', 'collection.collectedPeriod'),
    type: token('type'),
    status,
    identifier,
  },
  Task: {
    'authored-on': date('authoredOn'),
    modified: date('lastModified'),
    period: date('executionPeriod'),
    code: token('code'),
    'business-status': token('businessStatus'),
    status,
    intent: code('intent'),
    priority: code('priority'),
    encounter,
    identifier,
  },
};

/** The parameter of this name, if it is answered from the device. */
export function localParameter(resourceType: string, name: string): LocalParameter | undefined {
  if (Object.hasOwn(COMMON, name)) return COMMON[name];
  return Object.entries(localParameters(resourceType)).find(([known]) => known === name)?.[1];
}

/** Those of one type, without those of all types. */
export function localParameters(resourceType: string): Table {
  return Object.hasOwn(BY_TYPE, resourceType) ? (BY_TYPE[resourceType] ?? {}) : {};
}

/** The name of the date by which records of this type are kept in order. */
export function chiefDateOf(resourceType: string): string {
  const [name] = Object.entries(localParameters(resourceType)).find(([, { kind }]) => kind === 'date') ?? [];
  return name ?? '_lastUpdated';
}

/** All types in the table, for its tests. */
export const LOCAL_TYPES: readonly string[] = Object.keys(BY_TYPE);
