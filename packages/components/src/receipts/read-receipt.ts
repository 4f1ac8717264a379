import type { ReceiptSnapshot } from '@samspil/sdk';

type Outside = Readonly<Record<string, unknown>>;
type ErrorOfReceipt = NonNullable<ReceiptSnapshot['error']>;

/**
 * A write as a host told of it, in the shape elements rely on: what has another shape counts as not said, and a state that
 * is no word as stored, so that nothing is claimed. Undefined for what is no receipt: nobody could say which write it is.
 */
export function readReceipt(told: unknown): ReceiptSnapshot | undefined {
  if (!isObject(told)) return undefined;
  const {
    id,
    state,
    patient,
    plugin,
    storedAt,
    measuredAt,
    nextAttemptAt,
    resources,
    waitsFor,
    error,
    ...rest
  } = told;
  if (typeof id !== 'string' || id === '') return undefined;
  return {
    ...rest,
    id,
    state: typeof state === 'string' ? (state as ReceiptSnapshot['state']) : 'stored',
    patient: wordsIn(patient) ?? '',
    plugin: (isObject(plugin) ? plugin : { id: '', version: '' }) as ReceiptSnapshot['plugin'],
    storedAt: wordsIn(storedAt) ?? '',
    resources: (Array.isArray(resources)
      ? resources.filter(isObject)
      : []) as unknown as ReceiptSnapshot['resources'],
    ...(typeof measuredAt === 'string' && { measuredAt }),
    ...(typeof nextAttemptAt === 'string' && { nextAttemptAt }),
    ...(Array.isArray(waitsFor) && { waitsFor: textsIn(waitsFor) }),
    ...(error !== undefined && error !== null && { error: errorIn(error) }),
  };
}

/** That something stands in the way is never lost, also when nobody knows what. */
function errorIn(error: unknown): ErrorOfReceipt {
  const { code, issues }: Outside = isObject(error) ? error : {};
  return {
    code: (typeof code === 'string' ? code : 'unexpected') as ErrorOfReceipt['code'],
    ...(Array.isArray(issues) && {
      issues: issues
        .filter(isObject)
        .map((issue) => ({ ...issue, expression: textsIn(issue['expression']) })) as never,
    }),
  };
}

function isObject(value: unknown): value is Outside {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wordsIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
