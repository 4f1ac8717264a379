import type { Coding, FhirResource, Identifier } from 'fhir/r4';
import { searchToken } from '../../fhir/index.ts';

/**
 * System of the operation identifier. It makes an operation visible at the server, where alone it can be seen that a
 * repeat is a repeat: from another tab, another partition or the browser itself.
 */
export const OPERATION_SYSTEM = 'https://samspil.dk/fhir/operation';

/** R4 types whose `identifier` is missing or single, so that adding one could overwrite the plugin's own. */
const WITHOUT_IDENTIFIER_LIST: ReadonlySet<string> = new Set([
  ...['AdverseEvent', 'AuditEvent', 'Binary', 'Bundle', 'CapabilityStatement', 'CompartmentDefinition'],
  ...[
    'Composition',
    'ConceptMap',
    'GraphDefinition',
    'ImplementationGuide',
    'Linkage',
    'MedicationKnowledge',
  ],
  ...['MedicinalProductContraindication', 'MedicinalProductIndication', 'MedicinalProductIngredient'],
  ...['MedicinalProductInteraction', 'MedicinalProductManufactured', 'MedicinalProductUndesirableEffect'],
  ...['MessageHeader', 'NamingSystem', 'OperationDefinition', 'OperationOutcome', 'Parameters', 'Provenance'],
  ...[
    'QuestionnaireResponse',
    'SearchParameter',
    'SpecimenDefinition',
    'Subscription',
    'SubstanceNucleicAcid',
  ],
  ...['SubstancePolymer', 'SubstanceProtein', 'SubstanceReferenceInformation', 'SubstanceSourceMaterial'],
  ...['SubstanceSpecification', 'TerminologyCapabilities', 'TestReport', 'TestScript', 'VerificationResult'],
]);

/** True for types that take any number of identifiers. */
export function hasIdentifierList(resourceType: string): boolean {
  return !WITHOUT_IDENTIFIER_LIST.has(resourceType);
}

/**
 * A copy that carries the mark. A new resource gets an `identifier` where its type has a list of them, else a
 * `meta.tag`. A changed one always gets a tag, in place of an earlier operation's: identifiers would pile up.
 */
export function withMark(resource: FhirResource, mark: string, isNew: boolean): FhirResource {
  if (isNew && hasIdentifierList(resource.resourceType)) {
    const identifiers = identifiersOf(resource).filter(({ system }) => system !== OPERATION_SYSTEM);
    return {
      ...resource,
      identifier: [...identifiers, { system: OPERATION_SYSTEM, value: mark }],
    } as FhirResource;
  }
  const tags = (resource.meta?.tag ?? []).filter(({ system }) => system !== OPERATION_SYSTEM);
  const tag: Coding = { system: OPERATION_SYSTEM, code: mark };
  return { ...resource, meta: { ...resource.meta, tag: [...tags, tag] } };
}

/**
 * A copy that still carries the mark it was created with. Whoever changes what an app made leaves that mark out, because
 * the app never saw it; a conditional create that arrives late would then not find what the first one made.
 */
export function withCreationMark(resource: FhirResource, mark: string): FhirResource {
  if (hasMark(resource, mark)) return resource;
  if (hasIdentifierList(resource.resourceType)) {
    const identifier: Identifier[] = [...identifiersOf(resource), { system: OPERATION_SYSTEM, value: mark }];
    return { ...resource, identifier } as FhirResource;
  }
  const tag: Coding[] = [{ system: OPERATION_SYSTEM, code: mark }, ...(resource.meta?.tag ?? [])];
  return { ...resource, meta: { ...resource.meta, tag } };
}

/** A copy that carries these marks too, as tags: the version is the effect of several operations. */
export function withFurtherMarks(resource: FhirResource, marks: readonly string[]): FhirResource {
  const others = (resource.meta?.tag ?? []).filter(
    ({ system, code }) => system !== OPERATION_SYSTEM || !marks.includes(code ?? ''),
  );
  const tags = marks.map((code): Coding => ({ system: OPERATION_SYSTEM, code }));
  return { ...resource, meta: { ...resource.meta, tag: [...others, ...tags] } };
}

/** A copy without the mark, as it was before {@link withMark}. */
export function withoutMark(resource: FhirResource, mark: string): FhirResource {
  const { identifier, meta, ...rest } = resource as FhirResource & { identifier?: unknown };
  const { tag = [], ...otherMeta } = meta ?? {};
  const tags = tag.filter(({ system, code }) => system !== OPERATION_SYSTEM || code !== mark);
  const kept = { ...otherMeta, ...(tags.length > 0 && { tag: tags }) };
  const identifiers = Array.isArray(identifier)
    ? identifiersOf(resource).filter(({ system, value }) => system !== OPERATION_SYSTEM || value !== mark)
    : identifier;
  const isLeft = Array.isArray(identifiers) ? identifiers.length > 0 : identifiers !== undefined;
  return {
    ...rest,
    ...(Object.keys(kept).length > 0 && { meta: kept }),
    ...(isLeft && { identifier: identifiers }),
  } as FhirResource;
}

/** True when the resource carries the mark, in either place. */
export function hasMark(resource: FhirResource, mark: string): boolean {
  const isTagged = resource.meta?.tag?.some(
    ({ system, code }) => system === OPERATION_SYSTEM && code === mark,
  );
  return (
    isTagged === true ||
    identifiersOf(resource).some(({ system, value }) => system === OPERATION_SYSTEM && value === mark)
  );
}

/** The search that finds a new resource by its mark: parameter and token. */
export function markSearch(resourceType: string, mark: string): [parameter: string, token: string] {
  return [hasIdentifierList(resourceType) ? 'identifier' : '_tag', searchToken(OPERATION_SYSTEM, mark)];
}

function identifiersOf(resource: FhirResource): Identifier[] {
  const { identifier } = resource as { identifier?: unknown };
  return Array.isArray(identifier) ? (identifier as Identifier[]) : [];
}
