import type { PrintBlock, Printout } from '../../contract/services.ts';

/** Looks of the paper: black on white, whatever the screen is. */
const STYLE = `
  :root { color-scheme: light; font: 11pt/1.4 system-ui, sans-serif; color: #000; background: #fff }
  h1 { font-size: 15pt; margin: 0 0 0.3em } h2 { font-size: 12.5pt; margin: 1.2em 0 0.3em }
  p { margin: 0 0 0.6em; white-space: pre-wrap; overflow-wrap: anywhere }
  .origin { color: #444; font-size: 9pt; border-bottom: 1px solid #999; padding-bottom: 0.5em }
  table { border-collapse: collapse; width: 100%; margin: 0 0 0.8em }
  th, td { border: 1px solid #777; padding: 0.2em 0.4em; text-align: start; vertical-align: top; overflow-wrap: anywhere }
  thead { display: table-header-group } tr { break-inside: avoid }`;

/**
 * Prints a page made of texts only, in a frame of its own that cannot run scripts. Nothing of what is printed is ever
 * read as markup. Resolves when the browser's print dialogue is over.
 *
 * @param origin a line under the title that says where it comes from
 */
export async function printPage(page: Document, printout: Printout, origin = ''): Promise<void> {
  const frame = page.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.setAttribute('aria-hidden', 'true');
  frame.style.cssText = 'position: fixed; inset-block-start: -100vh; width: 1px; height: 1px; border: 0';
  page.body.append(frame);
  try {
    const paper = frame.contentDocument;
    if (!paper) return;
    writePaper(paper, printout, origin);
    paper.documentElement.lang = page.documentElement.lang;
    frame.contentWindow?.print();
  } finally {
    frame.remove();
  }
}

/** Puts the printout into an empty document, as text. */
export function writePaper(paper: Document, { title, blocks }: Printout, origin: string): void {
  const style = paper.createElement('style');
  style.textContent = STYLE;
  paper.title = title;
  paper.head.append(style);
  const source = textElement(paper, 'p', origin);
  source.className = 'origin';
  paper.body.append(textElement(paper, 'h1', title), source, ...blocks.map((block) => blockOf(paper, block)));
}

function blockOf(paper: Document, block: PrintBlock): HTMLElement {
  if ('heading' in block) return textElement(paper, 'h2', block.heading);
  if ('text' in block) return textElement(paper, 'p', block.text);
  const table = paper.createElement('table');
  const head = table.createTHead().insertRow();
  head.append(...block.columns.map((column) => textElement(paper, 'th', column)));
  const body = table.createTBody();
  for (const row of block.rows) body.insertRow().append(...row.map((cell) => textElement(paper, 'td', cell)));
  return table;
}

function textElement(paper: Document, tag: 'h1' | 'h2' | 'p' | 'td' | 'th', text: string): HTMLElement {
  const element = paper.createElement(tag);
  element.dir = 'auto';
  element.textContent = text;
  return element;
}
