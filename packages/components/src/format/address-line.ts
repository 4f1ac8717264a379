import type { Address } from 'fhir/r4';
import { textIn } from './text-in.ts';

/** An address on one line: parts joined by comma and space (ADR-01); missing parts leave no gap (ADR-07). Empty for none. */
export function addressLine(address: Address | undefined): string {
  const { line, postalCode, city, country, text } = (address ?? {}) as Readonly<
    Record<keyof Address, unknown>
  >;
  const place = [postalCode, city].map(textIn).filter(Boolean).join(' ');
  const lines: unknown[] = Array.isArray(line) ? line : [];
  const parts = [...lines, place, country].map(textIn).filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : (textIn(text) ?? '');
}
