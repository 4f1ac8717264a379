import type { Partition } from './types.ts';

/**
 * The name that a partition's database, lock and channel share. A hash, because all three are readable by whoever can
 * open the developer tools or the profile directory, and the user's reference names a person.
 */
export async function partitionName(partition: Partition, subtle: SubtleCrypto): Promise<string> {
  const text = `${partition.fhirBaseUrl}|${partition.user}`;
  const hash = await subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `samspil-outbox-${hex(hash).slice(0, 32)}`;
}

/** Lower-case hexadecimal. */
export function hex(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
