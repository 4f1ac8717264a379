import type { FhirResource } from 'fhir/r4';

/** Where an expression points in a group of resources. */
export interface OutcomePlace {
  /** Index of the resource. Absent when the expression names none of them, or could name several. */
  resource?: number;
  /** Elements within the resource, for example `component[1].valueQuantity.value`. Absent: the resource as a whole. */
  path?: string;
}

const IN_BUNDLE = /^Bundle\.entry\[(\d+)\](?:\.resource(?:\.(.+))?)?/;
const STEP = /^([A-Za-z]+)(?:\.ofType\(([A-Za-z]+)\)|\[x\])?((?:\[\d+\])*)$/;

/**
 * The place that an `OperationOutcome.issue.expression` means
 * (https://hl7.org/fhir/R4/operationoutcome-definitions.html#OperationOutcome.issue.expression): in the transaction,
 * `Bundle.entry[2].resource.valueQuantity.value`; in one resource, `Observation.component[1].value`. FHIRPath's name of
 * an element with a choice of types (`value`, `value.ofType(Quantity)`) becomes the one in JSON (`valueQuantity`).
 *
 * @param resources in the order in which they were sent
 */
export function placeOf(expression: string, resources: readonly FhirResource[]): OutcomePlace {
  const [, index, inner] = IN_BUNDLE.exec(expression) ?? [];
  if (index !== undefined) {
    const resource = resources[Number(index)];
    return resource ? { resource: Number(index), ...pathIn(resource, inner) } : {};
  }
  const [resourceType = '', ...rest] = expression.split('.');
  const found = resources.flatMap((resource, at) => (resource.resourceType === resourceType ? [at] : []));
  const [only] = found;
  const resource = found.length === 1 && only !== undefined ? resources[only] : undefined;
  return resource && only !== undefined ? { resource: only, ...pathIn(resource, rest.join('.')) } : {};
}

function pathIn(resource: FhirResource, given: string | undefined): { path?: string } {
  if (!given) return {};
  let node: unknown = resource;
  const names: string[] = [];
  // `ofType(…)` is a step of FHIRPath, and part of the name before it in JSON.
  for (const step of given.split(/\.(?!ofType\()/)) {
    const [, name = '', type, indices = ''] = STEP.exec(step) ?? [];
    if (name === '') break;
    const key = keyOf(node, type === undefined ? name : `${name}${capital(type)}`);
    names.push(key + indices);
    node = childOf(node, key, indices);
  }
  return names.length > 0 ? { path: names.join('.') } : {};
}

/** The member that is there under this name, or under the name with one of its types. */
function keyOf(node: unknown, name: string): string {
  if (!isRecord(node) || Object.hasOwn(node, name)) return name;
  const typed = Object.keys(node).filter(
    (key) => key.startsWith(name) && /^[A-Z]/.test(key.slice(name.length)),
  );
  return typed.length === 1 ? (typed[0] ?? name) : name;
}

function childOf(node: unknown, key: string, indices: string): unknown {
  let child: unknown = isRecord(node) ? node[key] : undefined;
  for (const [, index] of indices.matchAll(/\[(\d+)\]/g))
    child = Array.isArray(child) ? (child[Number(index)] as unknown) : undefined;
  return child;
}

function capital(type: string): string {
  return type.charAt(0).toUpperCase() + type.slice(1);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
