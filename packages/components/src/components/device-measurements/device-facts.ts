import type { Device, Observation, Reference, Resource } from 'fhir/r4';
import { codesOf, conceptText, objectsIn } from '../../format/concepts.ts';
import { textIn } from '../../states/render-facts.ts';
import { newestFirst } from '../../observations/measured-at.ts';
import { codeKeys } from '../../observations/code-keys.ts';
import { BATTERY } from './measurement-facts.ts';

const SYNC_PROTOCOL = '68220';
const NOT_SYNCED = '532224';
const CLOCK_EXTENSION = 'http://hl7.org/fhir/uv/phd/StructureDefinition/CoincidentTimeStampReference';
const GATEWAY_EXTENSION = 'http://hl7.org/fhir/StructureDefinition/observation-gatewayDevice';

/** What is known of the device that measured. */
export interface DeviceFacts {
  readonly name: string | undefined;
  readonly manufacturer: string | undefined;
  readonly model: string | undefined;
  /** The last four characters: enough to tell two devices of a ward apart. */
  readonly serialEnd: string | undefined;
  /** How it keeps its time, as it says. */
  readonly sync: string | undefined;
  readonly isUnsynced: boolean;
}

/** What there is to look things up in: what was read of devices, and every observation that was read. */
export interface DeviceSources {
  readonly devices: ReadonlyMap<string, Device>;
  readonly observations: readonly Observation[];
}

/** The device of an observation: contained, read, or no more than what the reference calls itself. */
export function deviceOf(observation: Observation, { devices }: DeviceSources): DeviceFacts | undefined {
  const { device, contained } = observation;
  if (typeof device !== 'object' || device === null) return undefined;
  const found = containedDevice(device, contained) ?? devices.get(deviceReference(device) ?? '');
  const shown = textIn(device.display);
  const sync = objectsIn(found?.property).find(({ type }) => codesOf(type).includes(SYNC_PROTOCOL));
  const protocol = objectsIn(sync?.valueCode)[0];
  const serial = textIn(found?.serialNumber)?.trim();
  const model = textIn(found?.modelNumber)?.trim();
  const manufacturer = textIn(found?.manufacturer)?.trim();
  return {
    name:
      textIn(objectsIn(found?.deviceName)[0]?.name) ?? shown ?? (joined(manufacturer, model) || undefined),
    manufacturer,
    model,
    serialEnd: serial?.slice(-4),
    // "MDC_TIME_SYNC_NONE: No time synchronization": the words after the name of the code.
    sync: conceptText(protocol)?.replace(/^MDC_\w+:\s*/, ''),
    isUnsynced: codesOf(protocol).includes(NOT_SYNCED),
  };
}

/** `Device/…` of a reference that can be read; undefined for one into the resource itself, or elsewhere. */
export function deviceReference(reference: Reference | undefined): string | undefined {
  const address: unknown = reference?.reference;
  return typeof address === 'string' ? /^Device\/[A-Za-z0-9.-]{1,64}$/.exec(address)?.[0] : undefined;
}

/** What carried the measurement from the device to the record, as far as the reference says. */
export function gatewayText(observation: Observation): string | undefined {
  return textIn(extensionReference(observation, GATEWAY_EXTENSION)?.display);
}

/** The charge the device told of last. */
export function batteryOf(
  observation: Observation,
  { observations }: DeviceSources,
): Observation | undefined {
  const device = deviceReference(observation.device);
  if (device === undefined) return undefined;
  return observations
    .filter((each) => deviceReference(each.device) === device && codeKeys(each.code).includes(BATTERY))
    .sort(newestFirst)[0];
}

/**
 * Milliseconds by which the device's clock is ahead: what it showed, less when that was, by the clock of what received it
 * (IEEE 11073 coincident time stamp). Undefined where nobody compared them.
 */
export function clockAhead(observation: Observation, { observations }: DeviceSources): number | undefined {
  const address = textIn(extensionReference(observation, CLOCK_EXTENSION)?.reference);
  const stamp = address?.startsWith('#')
    ? objectsIn<Resource>(observation.contained).find(({ id }) => id === address.slice(1))
    : observations.find(({ id }) => typeof id === 'string' && address?.endsWith(`Observation/${id}`));
  const { valueDateTime, effectiveDateTime } = (stamp ?? {}) as Partial<Observation>;
  const ahead = Date.parse(String(valueDateTime)) - Date.parse(String(effectiveDateTime));
  return Number.isNaN(ahead) ? undefined : ahead;
}

function extensionReference({ extension }: Observation, url: string): Reference | undefined {
  const reference: unknown = objectsIn(extension).find((each) => each.url === url)?.valueReference;
  return typeof reference === 'object' && reference !== null ? reference : undefined;
}

function containedDevice(
  reference: Reference,
  contained: readonly Resource[] | undefined,
): Device | undefined {
  const address: unknown = reference.reference;
  if (typeof address !== 'string' || !address.startsWith('#')) return undefined;
  return objectsIn(contained).find(
    (each): each is Device => each.resourceType === 'Device' && each.id === address.slice(1),
  );
}

function joined(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' ');
}
