import assert from 'node:assert/strict';
import { test } from 'node:test';
import { httpsAddress } from './addresses.ts';
import type { Inline } from './markdown-inline.ts';
import { parseMarkdown, type Block, type Markdown } from './markdown.ts';

/** As short text, so that a test shows what was understood. */
const told = (source: string) => tell(parseMarkdown(source));
const tell = (markdown: Markdown): string => markdown.map(tellBlock).join(' ');
const line = (children: readonly Inline[]): string =>
  children
    .map((each) => {
      if (each.kind === 'break') return '⏎';
      if (each.kind === 'image') return `image[${each.alt}]`;
      if (each.kind === 'text' || each.kind === 'code')
        return each.kind === 'code' ? `code[${each.text}]` : each.text;
      if (!('children' in each)) return '';
      const inner = line(each.children);
      return each.kind === 'link' ? `link[${inner}|${each.href}]` : `${each.kind}[${inner}]`;
    })
    .join('');
function tellBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `p(${line(block.children)})`;
    case 'heading':
      return `h(${line(block.children)})`;
    case 'list':
      return `${block.start ?? 'ul'}(${block.items.map(tell).join(';')})`;
    case 'quote':
      return `quote(${tell(block.blocks)})`;
    case 'code':
      return `code(${block.text})`;
    case 'table':
      return `table(${[block.head, ...block.rows].map((row) => row.map(line).join(',')).join(';')})`;
    case 'rule':
      return 'rule';
  }
}

test('paragraphs, headings of both kinds, rules and line breaks', () => {
  assert.equal(
    told('# Dose\n\nGive it\nslowly.  \nThen wait.\n\nNext\n---\n***\nEnd ##'),
    'h(Dose) p(Give it\nslowly.⏎Then wait.) h(Next) rule p(End ##)',
  );
});

test('emphasis, and what only looks like it', () => {
  assert.equal(
    told('**bold** *it* ~~gone~~ __b__ _i_ `a*b*`'),
    'p(strong[bold] em[it] del[gone] strong[b] em[i] code[a*b*])',
  );
  assert.equal(told('snake_case_name 2 * 3 * 4 **open \\*no\\*'), 'p(snake_case_name 2 * 3 * 4 **open *no*)');
  assert.equal(told('**a *b* c**'), 'p(strong[a em[b] c])');
});

test('lists, nested, numbered from where they begin, with paragraphs of their own', () => {
  assert.equal(
    told('- a\n- b\n  - c\n  - d\n\n  more\n- [x] e'),
    'ul(p(a);p(b) ul(p(c);p(d)) p(more);p([x] e))',
  );
  assert.equal(told('3. a\n4. b\n\nafter'), '3(p(a);p(b)) p(after)');
  assert.equal(told('text\n- a\nlazy'), 'p(text) ul(p(a\nlazy))');
});

test('quotes, code and tables', () => {
  assert.equal(
    told('> a\n> - b\n\n```js\nx < 1\n**no**\n```\n\n    raw'),
    'quote(p(a) ul(p(b))) code(x < 1\n**no**) code(raw)',
  );
  assert.equal(
    told('| Drug | Dose |\n|---|:-:|\n| A | **1** |\n| B \\| C | 2 | 3 |'),
    'table(Drug,Dose;A,strong[1];B | C,2,3)',
  );
});

test('links lead to https only; of another address the text is left, and the address said', () => {
  assert.equal(
    told('[Guide](https://x.example/a "t") <https://y.example/> see https://z.example/b.'),
    'p(link[Guide|https://x.example/a] link[https://y.example/|https://y.example/] see link[https://z.example/b|https://z.example/b].)',
  );
  assert.equal(
    told('[go](javascript:alert(1)) [h](http://x.example)'),
    'p(go (javascript:alert(1)) h (http://x.example))',
  );
  assert.equal(told('[go](java\tscript:x)'), 'p(go (java    script:x))');
});

test('pictures are described and never loaded, HTML is text', () => {
  assert.equal(
    told('![X-ray](https://x.example/p.png)<img src=x onerror=y>'),
    'p(image[X-ray]<img src=x onerror=y>)',
  );
});

test('addresses with a name in them, of another kind, or none at all are refused', () => {
  for (const bad of [
    'https://bank.example@evil.example',
    'data:text/html,x',
    '//x.example',
    'x',
    '',
    null,
    7,
    {},
    'blob:https://x',
  ])
    assert.equal(httpsAddress(bad), undefined);
  assert.equal(httpsAddress('https://x.example/a b'), 'https://x.example/a%20b');
});

test('a text made to take long is read, and none of it is lost', () => {
  const repeated = ['[', '**a ', '`', '> ', '- ', '_a*', '![', '[](', '|', '~~', '    - '];
  for (const piece of repeated) {
    const source = piece.repeat(Math.floor(19_000 / piece.length));
    assert.ok(parseMarkdown(source).length > 0, piece);
    assert.ok(parseMarkdown(`x\n${`${piece}\n`.repeat(5_000)}`).length > 0, piece);
  }
  assert.equal(told('x'.repeat(200_000)).length, 200_003);
});
