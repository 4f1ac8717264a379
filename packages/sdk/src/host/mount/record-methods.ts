import * as v from 'valibot';
import type { Served } from '../../bridge/contract.ts';
import { SamspilError } from '../../errors.ts';
import type { RecordMethods } from '../../contract/index.ts';
import type { RecordAccess } from '../../lease/index.ts';

const lease = v.pipe(v.string(), v.maxLength(64));
const parameterValue = v.union([v.pipe(v.string(), v.maxLength(2000)), v.number()]);
const parameters = v.record(
  v.pipe(v.string(), v.maxLength(100)),
  v.union([parameterValue, v.pipe(v.array(parameterValue), v.maxLength(50))]),
);
/** Only its outline: what a resource may hold is the FHIR server's to judge, whose it is the record's. */
const resource = v.looseObject({ resourceType: v.pipe(v.string(), v.regex(/^[A-Z][A-Za-z]{1,63}$/)) });

/**
 * The record of the present lease, served to one plugin: shapes and deadlines here, rights in the record.
 *
 * @param recordOf the record behind a lease; throws `stale-context` for a lease that ended or never was this plugin's
 */
export function recordMethods(recordOf: (lease: string) => RecordAccess): Served<RecordMethods> {
  return {
    'fhir.read': {
      input: v.strictObject({ lease, reference: v.pipe(v.string(), v.maxLength(200)) }),
      deadlineMs: 30_000,
      handle: async (input, signal) => recordOf(input.lease).read(input.reference, { signal }),
    },
    'fhir.search': {
      input: v.strictObject({
        lease,
        resourceType: v.pipe(v.string(), v.maxLength(64)),
        parameters: v.optional(parameters),
        cursor: v.optional(v.pipe(v.string(), v.maxLength(64))),
      }),
      deadlineMs: 30_000,
      handle: async ({ lease: id, resourceType, parameters: given, cursor }, signal) =>
        recordOf(id).searchPage(
          cursor === undefined ? { resourceType, parameters: given ?? {} } : { resourceType, cursor },
          { signal },
        ),
    },
    'fhir.save': {
      input: v.strictObject({
        lease,
        operationId: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{8,64}$/)),
        resources: v.pipe(v.array(resource), v.minLength(1), v.maxLength(100)),
      }) as never,
      deadlineMs: 30_000,
      handle: async (input) => recordOf(input.lease).save(input.resources, input.operationId),
    },
    'receipts.list': {
      input: v.strictObject({ lease }),
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
