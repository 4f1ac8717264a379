import * as v from 'valibot';
import type { CallInfo, Served } from '../../bridge/contract.ts';
import { SamspilError } from '../../errors.ts';
import type { RecordMethods } from '../../contract/index.ts';
import type { RecordAccess, RecordCall } from '../../lease/index.ts';
import { recordAnswers } from './record-answers.ts';

const lease = v.pipe(v.string(), v.maxLength(64));
const parameterValue = v.union([v.pipe(v.string(), v.maxLength(2000)), v.number()]);
const parameters = v.record(
  v.pipe(v.string(), v.maxLength(100)),
  v.union([parameterValue, v.pipe(v.array(parameterValue), v.maxLength(50))]),
);
/** Only its outline: what a resource may hold is the FHIR server's to judge, whose it is the record's. */
const resource = v.looseObject({ resourceType: v.pipe(v.string(), v.regex(/^[A-Z][A-Za-z]{1,63}$/)) });

const cache = v.optional(v.literal('no-cache'));

function fresh({ cache: wanted }: { cache?: 'no-cache' | undefined }): { cache?: 'no-cache' } {
  return wanted ? { cache: wanted } : {};
}

/** What of a call goes on to the requests it leads to. */
function traceOf({ traceparent }: CallInfo): Pick<RecordCall, 'traceparent'> {
  return traceparent === undefined ? {} : { traceparent };
}

/**
 * The record of the present lease, served to one plugin: shapes and deadlines here, rights in the record.
 *
 * @param recordOf the record behind a lease; throws `stale-context` for a lease that ended or never was this plugin's
 * @param view which of the plugin's views it is served to: what was saved from it is corrected in it
 */
export function recordMethods(
  recordOf: (lease: string) => RecordAccess,
  view?: string,
): Served<RecordMethods> {
  return {
    'fhir.read': {
      input: v.strictObject({ lease, reference: v.pipe(v.string(), v.maxLength(200)), cache }),
      output: recordAnswers.read,
      deadlineMs: 30_000,
      handle: async (input, call) =>
        recordOf(input.lease).read(input.reference, {
          signal: call.signal,
          ...traceOf(call),
          ...fresh(input),
        }),
    },
    'fhir.search': {
      input: v.strictObject({
        lease,
        resourceType: v.pipe(v.string(), v.maxLength(64)),
        parameters: v.optional(parameters),
        cursor: v.optional(v.pipe(v.string(), v.maxLength(64))),
        cache,
      }),
      output: recordAnswers.page,
      deadlineMs: 30_000,
      handle: async ({ lease: id, resourceType, parameters: given, cursor, ...how }, call) =>
        recordOf(id).searchPage(
          cursor === undefined ? { resourceType, parameters: given ?? {} } : { resourceType, cursor },
          { signal: call.signal, ...traceOf(call), ...fresh(how) },
        ),
    },
    'fhir.request': {
      // What its parts may say is for the record to judge, which does so for every surrounding.
      input: v.strictObject({
        lease,
        method: v.optional(v.picklist(['GET', 'POST'])),
        url: v.pipe(v.string(), v.maxLength(4_000)),
        body: v.optional(v.union([v.pipe(v.string(), v.maxLength(20_000)), resource])),
        cache,
      }) as never,
      output: recordAnswers.read,
      deadlineMs: 60_000,
      handle: async ({ lease: id, cache: wanted, ...request }, call) =>
        recordOf(id).request(request, {
          signal: call.signal,
          ...traceOf(call),
          ...fresh({ cache: wanted }),
        }),
    },
    'fhir.save': {
      input: v.strictObject({
        lease,
        operationId: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{8,64}$/)),
        resources: v.pipe(v.array(resource), v.minLength(1), v.maxLength(100)),
        replaces: v.optional(v.pipe(v.string(), v.maxLength(128))),
      }) as never,
      output: recordAnswers.receipt,
      deadlineMs: 30_000,
      handle: async (input, call) =>
        recordOf(input.lease).save(input.resources, input.operationId, {
          ...traceOf(call),
          ...(view !== undefined && { view }),
          ...(input.replaces !== undefined && { replaces: input.replaces }),
        }),
    },
    'receipts.list': {
      input: v.strictObject({ lease }),
      output: recordAnswers.receipts,
      deadlineMs: 10_000,
      handle: async (input) => recordOf(input.lease).receipts(),
    },
  };
}

/** For calls that name a lease which is not the present one. */
export function staleLease(): SamspilError {
  return new SamspilError(
    'stale-context',
    'The workplace has moved on from this patient: take the new context.',
  );
}
