import { httpsAddress } from './addresses.ts';

/** A piece of a line of Markdown. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'em' | 'del'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] }
  /** Never loaded: an address in a text from outside would tell its owner that it was read. */
  | { readonly kind: 'image'; readonly alt: string }
  | { readonly kind: 'break' };

const DELIMITERS = [
  ['**', 'strong'],
  ['__', 'strong'],
  ['~~', 'del'],
  ['*', 'em'],
  ['_', 'em'],
] as const;

const MAX_DEPTH = 8;
/** A longer one is shown as it came: nobody writes it by hand. */
const MAX_LENGTH = 20_000;

/** Reads one paragraph. What is no Markdown, and HTML, is text. */
export function parseInline(source: string, depth = 0): readonly Inline[] {
  if (depth > MAX_DEPTH || source.length > MAX_LENGTH) return [{ kind: 'text', text: source }];
  const scan: Scan = { source, depth, missing: new Set() };
  const found: Inline[] = [];
  let plain = '';
  for (let at = 0; at < source.length;) {
    const [piece, next] = pieceAt(scan, at);
    at = next;
    if (piece.kind === 'text') {
      plain += piece.text;
      continue;
    }
    if (plain) found.push({ kind: 'text', text: plain });
    plain = '';
    found.push(piece);
  }
  return plain ? [...found, { kind: 'text', text: plain }] : found;
}

interface Scan {
  readonly source: string;
  readonly depth: number;
  /** What was looked for and does not come any more: looked for once, so that no text takes long to read. */
  readonly missing: Set<string>;
}

type Piece = readonly [piece: Inline, next: number];

function pieceAt(scan: Scan, at: number): Piece {
  const { source } = scan;
  const char = source.charAt(at);
  switch (char) {
    case '\\':
      if (source[at + 1] === '\n') return [{ kind: 'break' }, at + 2];
      if (/[!-/:-@[-`{-~]/.test(source.charAt(at + 1))) return textOf(source.charAt(at + 1), at + 2);
      break;
    case ' ': {
      const spaces = /^ {2,}\n/.exec(source.slice(at, at + 20));
      if (spaces) return [{ kind: 'break' }, at + spaces[0].length];
      break;
    }
    case '`':
      return codeAt(scan, at);
    case '!':
    case '[':
      return linkAt(scan, at) ?? textOf(char, at + 1);
    case '<':
    case 'h':
      return addressAt(scan, at) ?? textOf(char, at + 1);
    case '*':
    case '_':
    case '~':
      return emphasisAt(scan, at);
  }
  return textOf(char, at + 1);
}

function textOf(text: string, next: number): Piece {
  return [{ kind: 'text', text }, next];
}

function codeAt(scan: Scan, at: number): Piece {
  const { source } = scan;
  let start = at;
  while (source[start] === '`') start += 1;
  const fence = source.slice(at, start);
  const end = closing(scan, fence, start);
  return end === undefined
    ? textOf(fence, start)
    : [{ kind: 'code', text: source.slice(start, end).trim() }, end + fence.length];
}

/** `[label](address)` and `![description](address)`. An address that is not https leaves the label, with it beside. */
function linkAt(scan: Scan, at: number): Piece | undefined {
  const { source, depth } = scan;
  const isImage = source[at] === '!';
  if (isImage && source[at + 1] !== '[') return undefined;
  const start = at + (isImage ? 2 : 1);
  const middle = closing(scan, '](', start);
  const end = middle === undefined ? undefined : closing(scan, ')', middle + 2);
  if (middle === undefined || end === undefined) return undefined;
  const label = source.slice(start, middle);
  const target = source.slice(middle + 2, end).trim();
  const [address = ''] = target.split(/\s/, 1);
  if (isImage) return [{ kind: 'image', alt: label }, end + 1];
  const href = httpsAddress(address.replace(/^<|>$/g, ''));
  if (href === undefined) return textOf(`${label} (${target})`, end + 1);
  return [{ kind: 'link', href, children: parseInline(label, depth + 1) }, end + 1];
}

/** `<https://…>`, and an address that stands in the text as it is. */
function addressAt({ source }: Scan, at: number): Piece | undefined {
  const isBracketed = source[at] === '<';
  const start = isBracketed ? at + 1 : at;
  if (!source.startsWith('https://', start) || (!isBracketed && /\w/.test(source.charAt(at - 1))))
    return undefined;
  const [word = ''] = source.slice(start, start + 2000).split(/[\s<>]/, 1);
  if (isBracketed && source[start + word.length] !== '>') return undefined;
  const shown = isBracketed ? word : word.replace(/[.,;:!?)'"*_~]+$/, '');
  const href = httpsAddress(shown);
  if (href === undefined) return undefined;
  const children: readonly Inline[] = [{ kind: 'text', text: shown }];
  return [{ kind: 'link', href, children }, start + shown.length + (isBracketed ? 1 : 0)];
}

function emphasisAt(scan: Scan, at: number): Piece {
  const { source, depth } = scan;
  const delimiter = DELIMITERS.find(([mark]) => source.startsWith(mark, at));
  if (!delimiter) return textOf(source.charAt(at), at + 1);
  const [mark, kind] = delimiter;
  const start = at + mark.length;
  // `snake_case` and `2 * 3` are no emphasis.
  const isInWord = mark.startsWith('_') && /\w/.test(source.charAt(at - 1));
  const end = isInWord || !/\S/.test(source.charAt(start)) ? undefined : closing(scan, mark, start);
  if (end === undefined || end === start || !/\S/.test(source.charAt(end - 1))) return textOf(mark, start);
  return [{ kind, children: parseInline(source.slice(start, end), depth + 1) }, end + mark.length];
}

function closing({ source, missing }: Scan, mark: string, from: number): number | undefined {
  if (missing.has(mark)) return undefined;
  const end = source.indexOf(mark, from);
  if (end >= 0) return end;
  missing.add(mark);
  return undefined;
}
