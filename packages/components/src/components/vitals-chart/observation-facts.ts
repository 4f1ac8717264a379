import type { Observation, Quantity, Reference } from 'fhir/r4';
import { conceptText, objectsIn } from '../../format/concepts.ts';
import { personOf, type Person } from '../../format/people.ts';
import { textIn } from '../../states/render-facts.ts';

/** How an Observation stands. A code nobody knows is the text it came as. */
export type Standing =
  | { readonly kind: 'final' | 'preliminary' | 'corrected' | 'entered-in-error' | 'cancelled' | 'unknown' }
  | { readonly kind: 'other'; readonly code: string };

/** How the value is to be taken. */
export function standingOf({ status }: Observation): Standing {
  switch (status as unknown) {
    case 'final':
    case 'preliminary':
    case 'entered-in-error':
    case 'cancelled':
      return { kind: status as 'final' };
    case 'registered':
      return { kind: 'preliminary' };
    case 'amended':
    case 'corrected':
      return { kind: 'corrected' };
    default: {
      const code = textIn(status);
      return code === undefined || code === 'unknown' ? { kind: 'unknown' } : { kind: 'other', code };
    }
  }
}

/** Never drawn, and never shown as true. */
export function isWrong({ status }: Observation): boolean {
  return status === 'entered-in-error' || status === 'cancelled';
}

/** Whether a machine took it: the record names a device. */
export function isFromDevice({ device, performer }: Observation): boolean {
  if (isObject(device)) return true;
  const performers: unknown = performer;
  return Array.isArray(performers) && performers.some(isDevice);
}

function isDevice(performer: unknown): boolean {
  if (!isObject<Reference>(performer)) return false;
  const { reference, type } = performer;
  // Whose role it is gets worked out only where it can be a machine's: this is asked of each of a hundred thousand points.
  const mayBe = type === 'Device' || (typeof reference === 'string' && reference.includes('Device'));
  return mayBe && personOf(performer)?.role === 'device';
}

/** A value no person stands behind yet: drawn hollow, and said in words. Asked of each of a hundred thousand points. */
export function isUnconfirmed(observation: Observation): boolean {
  const { status } = observation;
  const isConfirmed = status === 'final' || status === 'amended' || status === 'corrected';
  return !isConfirmed || isFromDevice(observation);
}

/** How it was taken (TBL-05): by whom, with what, how, where on the body. */
export interface HowTaken {
  readonly people: readonly Person[];
  readonly isFromDevice: boolean;
  readonly device: string | undefined;
  readonly isUnvalidated: boolean;
  readonly method: string | undefined;
  readonly site: string | undefined;
}

export function howTaken(observation: Observation): HowTaken {
  const people = objectsIn(observation.performer).flatMap(
    (each) => personOf(each, objectsIn(observation.contained)) ?? [],
  );
  const device = isObject(observation.device)
    ? personOf(observation.device, objectsIn(observation.contained))
    : undefined;
  const fromDevice = isFromDevice(observation);
  return {
    people: people.filter(({ role }) => role !== 'device'),
    isFromDevice: fromDevice,
    device: device?.name ?? people.find(({ role }) => role === 'device')?.name,
    isUnvalidated: fromDevice && standingOf(observation).kind === 'preliminary',
    method: conceptText(observation.method),
    site: conceptText(observation.bodySite),
  };
}

/** Number and unit of a quantity, both as they came. */
export function quantityIn(value: unknown): Pick<Quantity, 'value' | 'unit' | 'comparator'> | undefined {
  if (!isObject<Quantity>(value)) return undefined;
  const { unit, code, comparator } = value;
  const number: unknown = value.value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined;
  const said = textIn(code) ?? textIn(unit);
  const sign = ['<', '<=', '>', '>='].find((each) => each === comparator) as Quantity['comparator'];
  return { value: number, ...(said !== undefined && { unit: said }), ...(sign && { comparator: sign }) };
}

function isObject<T extends object>(value: unknown): value is T {
  return typeof value === 'object' && value !== null;
}
