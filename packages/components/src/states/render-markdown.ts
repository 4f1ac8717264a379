import { html, type TemplateResult } from 'lit';
import type { Block, Markdown } from '../format/markdown.ts';
import type { Inline } from '../format/markdown-inline.ts';
import { renderLink } from './render-link.ts';

/** What a text in Markdown needs words for. */
export interface MarkdownWords {
  /** What is said of a picture, which is not loaded. */
  readonly image: (description: string) => string;
  /** That a link opens a window of its own. */
  readonly newWindow: string;
}

/** A text in Markdown. Its headings are all of one level, below those of the element. */
export function renderMarkdown(markdown: Markdown, words: MarkdownWords): TemplateResult {
  return html`<div class="markdown">${blocks(markdown, words)}</div>`;
}

function blocks(markdown: Markdown, words: MarkdownWords): TemplateResult[] {
  return markdown.map((block) => renderBlock(block, words));
}

function renderBlock(block: Block, words: MarkdownWords): TemplateResult {
  const line = (children: readonly Inline[]) => inlines(children, words);
  switch (block.kind) {
    case 'paragraph':
      return html`<p>${line(block.children)}</p>`;
    case 'heading':
      return html`<h4>${line(block.children)}</h4>`;
    case 'quote':
      return html`<blockquote>${blocks(block.blocks, words)}</blockquote>`;
    case 'code':
      return html`<pre tabindex="0"><code>${block.text}</code></pre>`;
    case 'rule':
      return html`<hr />`;
    case 'list': {
      const items = block.items.map((item) => html`<li>${blocks(item, words)}</li>`);
      return block.start === undefined
        ? html`<ul>
            ${items}
          </ul>`
        : html`<ol start=${block.start}>
            ${items}
          </ol>`;
    }
    case 'table':
      return html`<div class="scroll" tabindex="0">
        <table>
          <thead>
            <tr>
              ${block.head.map((cell) => html`<th scope="col">${line(cell)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${block.rows.map(
              (row) =>
                html`<tr>
                  ${row.map((cell) => html`<td>${line(cell)}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }
}

function inlines(children: readonly Inline[], words: MarkdownWords): unknown[] {
  return children.map((child) => renderInline(child, words));
}

function renderInline(child: Inline, words: MarkdownWords): unknown {
  switch (child.kind) {
    case 'text':
      return child.text;
    case 'code':
      return html`<code>${child.text}</code>`;
    case 'strong':
      return html`<strong>${inlines(child.children, words)}</strong>`;
    case 'em':
      return html`<em>${inlines(child.children, words)}</em>`;
    case 'del':
      return html`<del>${inlines(child.children, words)}</del>`;
    case 'link':
      return renderLink(child.href, inlines(child.children, words), words.newWindow);
    case 'image':
      return html`<span class="picture">${words.image(child.alt)}</span>`;
    case 'break':
      return html`<br />`;
  }
}
