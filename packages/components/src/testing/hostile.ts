import type { ReceiptSnapshot } from '@samspil/sdk';
import type { FhirResource } from 'fhir/r4';

const markup =
  '<img src=x onerror="globalThis.samspilWasRun=true"><script>globalThis.samspilWasRun=true</script>';

/** What may stand where a text, a list or an object belongs. */
const wrong: readonly unknown[] = [
  null,
  0,
  -1,
  true,
  '',
  markup,
  [],
  [null],
  {},
  { coding: 'x' },
  'é\u202e\u0000',
  1e308,
];

/**
 * The resource with each element, and each element of those, replaced by wrong shapes in turn; then without it. Ids stay
 * unique, so that each can be found on the screen.
 */
export function brokenVariants<T extends FhirResource>(resource: T): T[] {
  const { resourceType } = resource;
  return brokenShapes(resource).map((copy, index) => ({ ...copy, resourceType, id: `broken-${index}` }));
}

/** Anything with each of its parts replaced by wrong shapes in turn; then without it. */
export function brokenShapes<T extends object>(whole: T): T[] {
  return pathsIn(whole).flatMap((path) =>
    [undefined, ...wrong].map((value) => {
      const copy = structuredClone(whole);
      replace(copy, path, value);
      return copy;
    }),
  );
}

/** What a host may tell instead of this receipt; and of how many one can say at least which write they are. */
export function brokenReceipts(receipt: ReceiptSnapshot): { told: ReceiptSnapshot[]; readable: number } {
  const told = [
    ...brokenShapes(receipt).map((one, index) =>
      one.id === receipt.id ? { ...one, id: `${one.id}-${index}` } : one,
    ),
    ...(wrong.filter((value) => typeof value !== 'object' || value === null) as unknown as ReceiptSnapshot[]),
  ];
  const isReadable = (one: ReceiptSnapshot | null) => typeof one?.id === 'string' && one.id !== '';
  return { told, readable: told.filter(isReadable).length };
}

/** The resource, or anything else, with markup in every text but its codes. */
export function withMarkup<T extends object>(resource: T): T {
  const structural = new Set([
    'resourceType',
    'id',
    'system',
    'code',
    'reference',
    'criticality',
    'severity',
    'status',
  ]);
  return JSON.parse(JSON.stringify(resource), (key: string, value: unknown) =>
    typeof value === 'string' && !structural.has(key) && !/^\d/.test(value) ? markup : value,
  ) as T;
}

export { markup };

/** Whether any of it was executed. */
export const wasRun = (): boolean => 'samspilWasRun' in globalThis;

type Path = readonly (string | number)[];

function pathsIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = [...at, Array.isArray(value) ? Number(key) : key];
    return key === 'resourceType' || key === 'text' ? [] : [path, ...pathsIn(inner, path)];
  });
}

function replace(target: unknown, path: Path, value: unknown): void {
  const [key, ...rest] = path;
  const holder = target as Record<string | number, unknown>;
  if (key === undefined) return;
  if (rest.length > 0) replace(holder[key], rest, value);
  else if (value === undefined) delete holder[key];
  else holder[key] = value;
}
