import { parseInline, type Inline } from './markdown-inline.ts';

/** A part of a text in Markdown. */
export type Block =
  | { readonly kind: 'paragraph' | 'heading'; readonly children: readonly Inline[] }
  | { readonly kind: 'list'; readonly start: number | undefined; readonly items: readonly Markdown[] }
  | { readonly kind: 'quote'; readonly blocks: Markdown }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'table'; readonly head: Row; readonly rows: readonly Row[] }
  | { readonly kind: 'rule' };

export type Markdown = readonly Block[];
type Row = readonly (readonly Inline[])[];

const MAX_DEPTH = 6;
/** A longer text is shown as it came. */
const MAX_LENGTH = 100_000;

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}#{1,6}(?: |$)/;
const RULE = /^ {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$/;
const UNDERLINE = /^ {0,3}(?:=+|-+) *$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,3}(?:[-*+]|(\d{1,9})[.)]) +)(?=\S)/;
const TABLE_LINE = /^[ |:-]*-[ |:-]*$/;

/**
 * Reads GitHub-flavoured Markdown from a source nobody vouches for, into a tree that is drawn by templates: no HTML comes
 * out of it, and none goes through it. Paragraphs, headings, lists (with ticks), quotes, code, tables, emphasis, links
 * (https only), line breaks. Everything else, HTML among it, stays the text it is.
 */
export function parseMarkdown(source: string): Markdown {
  if (source.length > MAX_LENGTH) return [{ kind: 'paragraph', children: [{ kind: 'text', text: source }] }];
  return blocksOf(source.replace(/\r\n?/g, '\n').replaceAll('\t', '    ').split('\n'), 0);
}

function blocksOf(lines: readonly string[], depth: number): Markdown {
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length;) {
    if (lines[at]?.trim() === '') {
      at += 1;
      continue;
    }
    const [block, next] = blockAt(lines, at, depth);
    blocks.push(block);
    at = next;
  }
  return blocks;
}

type Found = readonly [block: Block, next: number];

function blockAt(lines: readonly string[], at: number, depth: number): Found {
  const line = lines[at] ?? '';
  if (FENCE.test(line)) return fenceAt(lines, at);
  if (HEADING.test(line)) {
    const title = line.trim().replace(/^#+/, '').replace(/#+$/, '').trim();
    return [{ kind: 'heading', children: parseInline(title) }, at + 1];
  }
  if (RULE.test(line)) return [{ kind: 'rule' }, at + 1];
  if (line.includes('|') && isTableLine(lines[at + 1])) return tableAt(lines, at);
  if (depth < MAX_DEPTH && QUOTE.test(line)) {
    const end = endOf(lines, at, (next) => !QUOTE.test(next));
    const inner = lines.slice(at, end).map((each) => each.replace(QUOTE, ''));
    return [{ kind: 'quote', blocks: blocksOf(inner, depth + 1) }, end];
  }
  if (depth < MAX_DEPTH && ITEM.test(line)) return listAt(lines, at, depth);
  if (line.startsWith('    ')) {
    const end = endOf(lines, at, (next) => !next.startsWith('    ') && next.trim() !== '');
    const code = lines.slice(at, end).map((each) => each.slice(4));
    return [{ kind: 'code', text: code.join('\n').trimEnd() }, end];
  }
  return paragraphAt(lines, at);
}

function paragraphAt(lines: readonly string[], at: number): Found {
  const end = endOf(
    lines,
    at,
    (next) =>
      next.trim() === '' ||
      UNDERLINE.test(next) ||
      [FENCE, HEADING, QUOTE, ITEM].some((start) => start.test(next)),
  );
  const isHeading = UNDERLINE.test(lines[end] ?? '');
  const text = lines.slice(at, end).map((each) => each.trimStart());
  const children = parseInline(text.join('\n').trimEnd());
  return [{ kind: isHeading ? 'heading' : 'paragraph', children }, isHeading ? end + 1 : end];
}

function fenceAt(lines: readonly string[], at: number): Found {
  const [, fence = '```'] = FENCE.exec(lines[at] ?? '') ?? [];
  const end = endOf(lines, at, (next) => next.trim().startsWith(fence));
  return [{ kind: 'code', text: lines.slice(at + 1, end).join('\n') }, end + 1];
}

function listAt(lines: readonly string[], at: number, depth: number): Found {
  const [, , number] = ITEM.exec(lines[at] ?? '') ?? [];
  const items: Markdown[] = [];
  let next = at;
  for (;;) {
    const line = lines[next] ?? '';
    const item = ITEM.exec(line);
    // A bullet after a number begins another list.
    if (!item?.[1] || (item[2] === undefined) !== (number === undefined)) break;
    const indent = item[1].length;
    const end = endOf(lines, next, (each, index) =>
      each.trim() === ''
        ? !isIndented(lines[index + 1], indent)
        : !isIndented(each, indent) && startsBlock(each),
    );
    const inner = [
      line.slice(indent),
      ...lines.slice(next + 1, end).map((each) => each.slice(isIndented(each, indent) ? indent : 0)),
    ];
    items.push(blocksOf(inner, depth + 1));
    next = end;
    // One empty line between two entries does not end the list.
    if (lines[next]?.trim() === '' && ITEM.test(lines[next + 1] ?? '')) next += 1;
  }
  return [{ kind: 'list', start: number === undefined ? undefined : Number(number), items }, next];
}

function isIndented(line: string | undefined, by: number): boolean {
  return line !== undefined && line.trim() !== '' && line.startsWith(' '.repeat(by));
}

function startsBlock(line: string): boolean {
  return [FENCE, HEADING, QUOTE, ITEM, RULE].some((start) => start.test(line));
}

function isTableLine(line: string | undefined): boolean {
  return line !== undefined && line.includes('|') && TABLE_LINE.test(line);
}

function tableAt(lines: readonly string[], at: number): Found {
  const end = endOf(lines, at + 1, (next) => !next.includes('|'));
  const head = cellsOf(lines[at] ?? '');
  // A row keeps what it has beyond the head: nothing of a text is dropped.
  return [{ kind: 'table', head, rows: lines.slice(at + 2, end).map(cellsOf) }, end];
}

function cellsOf(line: string): Row {
  const cells = line
    .trim()
    .replace(/^\|/, '')
    .split(/(?<!\\)\|/);
  if (cells.at(-1)?.trim() === '') cells.pop();
  return cells.map((cell) => parseInline(cell.trim().replaceAll('\\|', '|')));
}

/** The first line after `at` that ends a block, or the end. */
function endOf(
  lines: readonly string[],
  at: number,
  isEnd: (line: string, index: number) => boolean,
): number {
  const found = lines.findIndex((line, index) => index > at && isEnd(line, index));
  return found < 0 ? lines.length : found;
}
