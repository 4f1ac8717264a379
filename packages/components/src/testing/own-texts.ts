import ts from 'typescript';

const TAG = /<!--[\s\S]*?-->|<\/?[A-Za-z](?:[^>"']|"[^"]*"|'[^']*')*>/g;
/** Attributes that a person reads or hears. Where a value stands in a template, it is parted by NUL. */
const READ =
  /\s(?:aria-(?:label|description|valuetext|placeholder|roledescription)|title|placeholder|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/g;
const VALUE = '\0';

/**
 * The texts that stand in the templates of a source, instead of in the locale files: between tags, and in attributes that
 * are read. Only what lies in `html` and `svg` templates counts; undefined where there is none.
 */
export function ownTexts(code: string): string[] | undefined {
  const source = ts.createSourceFile('x.ts', code, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  let templates = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && /^(?:html|svg)$/.test(node.tag.getText(source))) {
      templates += 1;
      found.push(...textsIn(writtenIn(node.template)));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return templates === 0 ? undefined : found;
}

function writtenIn(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return [template.head, ...template.templateSpans.map(({ literal }) => literal)]
    .map(({ text }) => text)
    .join(VALUE);
}

function textsIn(markup: string): string[] {
  const between = markup.replace(TAG, VALUE).replace(/&#?\w+;/g, ' ');
  const attributes = [...markup.matchAll(TAG)].flatMap(([tag]) =>
    [...tag.matchAll(READ)].map(([, double, single, bare]) => double ?? single ?? bare ?? ''),
  );
  return [...between.split(VALUE), ...attributes.flatMap((words) => words.split(VALUE))]
    .map((words) => words.trim())
    .filter((words) => /\p{L}/u.test(words));
}
