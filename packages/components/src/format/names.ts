import type { HumanName } from 'fhir/r4';

/** A person's name in the parts the screen sets differently. Nothing is cut and no letter is changed (NAM-02). */
export interface NameParts {
  family?: string;
  given?: string;
  /** Shown in parentheses after the given name (BAN-21). */
  title?: string;
  /** The name as the source wrote it, when it came without parts. */
  text?: string;
}

/**
 * The name to show: `official`, else `usual`, else the first (clinical.md 2.13). Undefined when there is none.
 * Tolerates wrong shapes: what is not a text is left out.
 */
export function nameOf(names: unknown): NameParts | undefined {
  const all = listOf(names);
  const chosen =
    all.find((name) => name.use === 'official') ??
    all.find((name) => name.use === 'usual') ??
    all.find((name) => name.use !== 'old' && name.use !== 'nickname') ??
    all[0];
  return chosen && partsOf(chosen);
}

/** The name the person goes by, when it is on record and differs from the one shown: `nickname` (BAN-31). */
export function preferredNameOf(names: unknown): string | undefined {
  const nickname = listOf(names).find((name) => name.use === 'nickname');
  const parts = nickname && partsOf(nickname);
  return parts && formatNameInOrder(parts);
}

/** Family name, comma, given name, title in parentheses: "Sørensen, Else (dr.)". Capitals are a matter of style sheets. */
export function formatName(parts: NameParts): string {
  if (!parts.family && !parts.given) return parts.text ?? '';
  const name = [parts.family, parts.given].filter(Boolean).join(', ');
  return parts.title ? `${name} (${parts.title})` : name;
}

/** Given name first, for running text and announcements: "Else Sørensen". */
export function formatNameInOrder(parts: NameParts): string {
  return [parts.given, parts.family].filter(Boolean).join(' ') || (parts.text ?? '');
}

function partsOf(name: HumanName): NameParts | undefined {
  const words = (value: unknown) =>
    (Array.isArray(value) ? value : [value])
      .filter((part): part is string => typeof part === 'string')
      .map((part) => part.trim())
      .filter(Boolean)
      .join(' ') || undefined;
  const parts: NameParts = {};
  const family = words(name.family);
  const given = words(name.given);
  const title = words(name.prefix)?.replace(/\.$/, '');
  const whole = words(name.text);
  if (family) parts.family = family;
  if (given) parts.given = given;
  if (title) parts.title = title;
  if (!family && !given && whole) parts.text = whole;
  return family || given || whole ? parts : undefined;
}

function listOf(names: unknown): HumanName[] {
  return Array.isArray(names)
    ? names.filter((name): name is HumanName => typeof name === 'object' && name !== null)
    : [];
}
