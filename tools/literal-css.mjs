/** Takes the white space out of Lit's css`…` literals; a minifier must leave template literals alone. */
const CSS_LITERAL = /\bcss`([^`]*)`/g;

export function literalCss() {
  return {
    name: 'literal-css',
    transform: {
      order: 'pre',
      handler(code, id) {
        if (!/\.styles\.ts$|\/tokens\//.test(id)) return null;
        return { code: code.replace(CSS_LITERAL, (_, text) => `css\`${shorten(text)}\``), map: null };
      },
    },
  };
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
