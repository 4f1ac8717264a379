import { SamspilError } from '../../../errors.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a valibot schema is made of, as far as the manifest uses it. */
interface SchemaNode {
  readonly kind: string;
  readonly type: string;
  readonly pipe?: readonly SchemaNode[];
  readonly wrapped?: SchemaNode;
  readonly item?: SchemaNode;
  readonly key?: SchemaNode;
  readonly value?: SchemaNode;
  readonly entries?: Readonly<Record<string, SchemaNode>>;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly requirement?: unknown;
  readonly metadata?: { readonly jsonSchema?: JsonSchema };
}

/** Says what a place means, by its path: `contributes[].slot`. */
export type Describe = (path: string) => string | undefined;

/**
 * JSON Schema (draft 2020-12) of a valibot schema, whose type our declarations do not name: valibot is bundled. Knows the kinds that manifests use and fails for any other, so that
 * nothing is left out unnoticed. What a check in code demands has to stand beside it as metadata.
 */
export function toJsonSchema(schema: object, path: string, describe: Describe): Record<string, unknown> {
  return convert(schema as SchemaNode, path, describe);
}

function convert(node: SchemaNode, path: string, describe: Describe): Record<string, unknown> {
  const said = describe(path);
  const stated = Object.assign({}, ...stepsOf(node).map((step) => stateOf(step, node.type))) as JsonSchema;
  // A reference says everything itself; what a condition looks like stands once, where it is defined.
  const outline = '$ref' in stated ? {} : outlineOf(node, path, describe);
  return { ...(said !== undefined && { description: said }), ...outline, ...stated };
}

function outlineOf(node: SchemaNode, path: string, describe: Describe): Record<string, unknown> {
  switch (node.type) {
    case 'string':
    case 'number':
    case 'boolean':
      return { type: node.type };
    case 'literal':
      return { const: node.literal };
    case 'picklist':
      return { enum: [...(node.options ?? [])] };
    case 'array':
      return { type: 'array', items: convert(part(node.item), `${path}[]`, describe) };
    case 'record':
      return {
        type: 'object',
        propertyNames: convert(part(node.key), `${path}{}`, describe),
        additionalProperties: convert(part(node.value), `${path}{}`, describe),
      };
    case 'strict_object':
      return objectOf(node.entries ?? {}, path, describe);
    case 'variant':
      // What the place means is said once, above the alternatives.
      return {
        oneOf: (node.options ?? []).map((option) =>
          convert(option as SchemaNode, path, (at) => (at === path ? undefined : describe(at))),
        ),
      };
    default:
      throw unknownForm(`No JSON Schema is known for "${node.type}" at "${path}": add it here.`);
  }
}

function objectOf(
  entries: Readonly<Record<string, SchemaNode>>,
  path: string,
  describe: Describe,
): Record<string, unknown> {
  const members = Object.entries(entries);
  const isOptional = (node: SchemaNode) => node.type === 'optional';
  return {
    type: 'object',
    properties: Object.fromEntries(
      members.map(([name, node]) => [
        name,
        convert(isOptional(node) ? part(node.wrapped) : node, path ? `${path}.${name}` : name, describe),
      ]),
    ),
    required: members.filter(([, node]) => !isOptional(node)).map(([name]) => name),
    additionalProperties: false,
  };
}

/** What follows the first schema of a pipe, which can be a pipe itself. */
function stepsOf({ pipe }: SchemaNode): readonly SchemaNode[] {
  if (!pipe) return [];
  const [first, ...steps] = pipe;
  return [...stepsOf(part(first)), ...steps];
}

/** What one step of a pipe demands, in words of JSON Schema. */
function stateOf(step: SchemaNode, type: string): JsonSchema {
  const { requirement } = step;
  switch (step.type) {
    case 'regex':
      return { pattern: (requirement as RegExp).source };
    case 'min_length':
      return { [type === 'array' ? 'minItems' : 'minLength']: requirement };
    case 'max_length':
      return { [type === 'array' ? 'maxItems' : 'maxLength']: requirement };
    case 'min_value':
      return { minimum: requirement };
    case 'max_value':
      return { maximum: requirement };
    case 'integer':
      return { type: 'integer' };
    case 'metadata':
      return step.metadata?.jsonSchema ?? {};
    case 'check':
    case 'partial_check':
      return {};
    default:
      throw unknownForm(`No JSON Schema is known for the step "${step.type}": add it here.`);
  }
}

function part(node: SchemaNode | undefined): SchemaNode {
  if (node) return node;
  throw unknownForm('A schema lacks the part that its kind has: see what this version of valibot calls it.');
}

function unknownForm(message: string): SamspilError {
  return new SamspilError('unexpected', message);
}
