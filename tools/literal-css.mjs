/** Takes the white space out of Lit's css`…` literals; a minifier must leave template literals alone. */
const CSS_LITERAL = /\bcss`([^`]*)`/g;

/** The files whose literals are known to be plain. */
export const STYLE_FILES = /\.styles\.ts$|\/tokens\//;

/** @param {string} code @returns {string} the same code with its styles shortened */
export function shortenStyles(code) {
  return code.replace(CSS_LITERAL, (_, text) => `css\`${shorten(text)}\``);
}

export function literalCss() {
  return {
    name: 'literal-css',
    transform: {
      order: 'pre',
      handler(code, id) {
        return STYLE_FILES.test(id) ? { code: shortenStyles(code), map: null } : null;
      },
    },
  };
}

/**
 * Takes the indentation out of minified code. A minifier leaves line breaks in template literals only, and in ours these
 * are HTML, where a break and its indentation are as one space.
 *
 * @param {string} code minified @returns {string} the same code with its templates shortened
 */
export function shortenTemplates(code) {
  return code.replace(/\n[ \t]+/g, ' ');
}

/** To stand behind the minifier. */
export function literalHtml() {
  return { name: 'literal-html', renderChunk: (code) => ({ code: shortenTemplates(code), map: null }) };
}

function shorten(text) {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*([{};,>])\s*/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim();
}
