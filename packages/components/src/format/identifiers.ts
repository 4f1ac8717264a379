import type { Identifier } from 'fhir/r4';
import {
  formatIdentifier,
  identifierKind,
  isReplacementNumber,
  type IdentifierKind,
} from '@samspil/sdk/nordic';
import type { bannerTexts } from '../locales/catalogues/banner.ts';
import type { KeyOf } from '../locales/text.ts';

/** One number of a person as the screen shows it: complete, in its official groups, with the label of its kind. */
export interface ShownIdentifier {
  label: KeyOf<typeof bannerTexts>;
  value: string;
}

const labels: Readonly<Record<IdentifierKind, KeyOf<typeof bannerTexts>>> = {
  cpr: 'banner.id.cpr',
  'x-ecpr': 'banner.id.replacement',
  'd-ecpr': 'banner.id.replacement',
  personnummer: 'banner.id.personnummer',
  samordningsnummer: 'banner.id.coordination',
  reservnummer: 'banner.id.reserve',
  'lma-nummer': 'banner.id.other',
  fodselsnummer: 'banner.id.norwegian',
  'd-nummer': 'banner.id.norwegian',
  'h-nummer': 'banner.id.norwegian',
  henkilotunnus: 'banner.id.finnish',
  other: 'banner.id.other',
};

/**
 * The number that identifies a person best: a national one, else a replacement, else any. Retired numbers
 * (`use` `old`) come last. Undefined when there is none. Tolerates wrong shapes.
 */
export function identifierOf(identifiers: unknown): ShownIdentifier | undefined {
  const usable = (Array.isArray(identifiers) ? (identifiers as unknown[]) : []).flatMap(readable);
  const [best] = usable.sort((a, b) => rank(a) - rank(b));
  return best && { label: labels[identifierKind(best)], value: formatIdentifier(best) };
}

function rank(identifier: Identifier): number {
  const kind = identifierKind(identifier);
  return (identifier.use === 'old' ? 10 : 0) + (kind === 'other' ? 2 : isReplacementNumber(kind) ? 1 : 0);
}

function readable(candidate: unknown): Identifier[] {
  if (typeof candidate !== 'object' || candidate === null) return [];
  const { system, value, use } = candidate as Identifier;
  if (typeof value !== 'string' || value.trim() === '') return [];
  return [{ value, use, ...(typeof system === 'string' && { system }) }];
}
