import * as v from 'valibot';
import type { Predicate } from '../predicate.ts';
import { jsonSchema, language, name, resourceScope } from './formats.ts';

type PredicateSchema = v.GenericSchema<unknown, Predicate>;

/** Named when its key is not one of these, or when there is none. */
const unknownPredicate = v.strictObject({ has: v.picklist(['patient', 'encounter']) });

/** Chosen by the key that is there, so that a fault deep inside has its own path. */
export const predicate: PredicateSchema = v.pipe(
  v.lazy((input) => {
    const key = typeof input === 'object' && input !== null ? Object.keys(input)[0] : undefined;
    return PREDICATES.find(([known]) => known === key)?.[1] ?? unknownPredicate;
  }),
  jsonSchema({ $ref: '#/$defs/predicate' }),
);

const several = v.pipe(v.array(predicate), v.minLength(1), v.maxLength(20));

export const PREDICATES: readonly (readonly [string, PredicateSchema])[] = [
  ['all', v.strictObject({ all: several })],
  ['any', v.strictObject({ any: several })],
  ['not', v.strictObject({ not: predicate })],
  ['has', unknownPredicate],
  ['flag', v.strictObject({ flag: name })],
  ['locale', v.strictObject({ locale: language })],
  ['online', v.strictObject({ online: v.boolean() })],
  ['scope', v.strictObject({ scope: resourceScope })],
];
