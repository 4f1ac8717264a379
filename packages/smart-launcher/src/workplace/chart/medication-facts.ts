import type { CodeableConcept, Dosage, Medication, MedicationRequest, MedicationStatement } from 'fhir/r4';

/** One line of the medication list. A missing fact is undefined and gets a word on the screen. */
export interface MedicationFacts {
  readonly id: string;
  readonly drug: string | undefined;
  /** As prescribed; several instructions are several lines. */
  readonly dosage: readonly string[];
  readonly isAsNeeded: boolean;
  readonly status: 'active' | 'on-hold' | 'stopped';
  /** FHIR dateTime. */
  readonly since: string | undefined;
}

/** The list in the order it is read: regular, as needed, stopped; each by name. */
export interface MedicationList {
  readonly regular: readonly MedicationFacts[];
  readonly asNeeded: readonly MedicationFacts[];
  readonly stopped: readonly MedicationFacts[];
}

type MedicationRecord = MedicationRequest | MedicationStatement;

const STATUS: Readonly<Record<string, MedicationFacts['status']>> = {
  active: 'active',
  intended: 'active',
  'on-hold': 'on-hold',
  stopped: 'stopped',
  completed: 'stopped',
  'not-taken': 'stopped',
};

/**
 * What the records say together. Drafts, plans and mistakes are left out; a statement that rests on a request of the list
 * is not a second drug.
 */
export function medicationList(records: readonly MedicationRecord[], locale: string): MedicationList {
  const requests = new Set(
    records
      .filter(({ resourceType }) => resourceType === 'MedicationRequest')
      .map(({ id }) => `MedicationRequest/${id}`),
  );
  const facts = records
    .filter(
      (record) =>
        !isMistake(record) && !(record.basedOn ?? []).some(({ reference = '' }) => requests.has(reference)),
    )
    .flatMap((record) => factsOf(record) ?? [])
    .sort((a, b) => (a.drug ?? '').localeCompare(b.drug ?? '', locale));
  const present = facts.filter(({ status }) => status !== 'stopped');
  return {
    regular: present.filter(({ isAsNeeded }) => !isAsNeeded),
    asNeeded: present.filter(({ isAsNeeded }) => isAsNeeded),
    stopped: facts.filter(({ status }) => status === 'stopped'),
  };
}

/** Proposals and plans are nobody's medication yet. */
function isMistake(record: MedicationRecord): boolean {
  if (record.resourceType === 'MedicationStatement') return false;
  return record.doNotPerform === true || record.intent === 'proposal' || record.intent === 'plan';
}

function factsOf(record: MedicationRecord): MedicationFacts | undefined {
  const status = STATUS[record.status];
  if (!status) return undefined;
  const isRequest = record.resourceType === 'MedicationRequest';
  const instructions = (isRequest ? record.dosageInstruction : record.dosage) ?? [];
  const since = isRequest ? record.authoredOn : (record.effectivePeriod?.start ?? record.effectiveDateTime);
  return {
    id: `${record.resourceType}/${record.id}`,
    drug: drugOf(record),
    dosage: instructions.flatMap((instruction) => dosageText(instruction) ?? []),
    isAsNeeded: instructions.some(
      ({ asNeededBoolean, asNeededCodeableConcept }) => asNeededBoolean === true || asNeededCodeableConcept,
    ),
    status,
    since,
  };
}

function drugOf(record: MedicationRecord): string | undefined {
  const { medicationCodeableConcept: concept, medicationReference: reference, contained } = record;
  if (concept) return conceptText(concept);
  const inside = contained?.find(
    (resource): resource is Medication =>
      resource.resourceType === 'Medication' && `#${resource.id}` === reference?.reference,
  );
  return reference?.display ?? conceptText(inside?.code);
}

/** The prescriber's own words; else the dose as far as it is coded. Never put together from parts that may contradict. */
function dosageText({ text, patientInstruction, doseAndRate, timing }: Dosage): string | undefined {
  if (text ?? patientInstruction) return text ?? patientInstruction;
  const dose = doseAndRate?.[0]?.doseQuantity;
  const amount =
    dose?.value === undefined ? undefined : `${dose.value} ${dose.unit ?? dose.code ?? ''}`.trim();
  return [amount, conceptText(timing?.code)].filter(Boolean).join(', ') || undefined;
}

function conceptText(concept: CodeableConcept | undefined): string | undefined {
  const coding = concept?.coding ?? [];
  return concept?.text ?? coding.find(({ display }) => display)?.display ?? coding[0]?.code;
}
