/** What the table of elements in the package's README lacks, or has too much. Sentences, each naming its element. */

const ROW = /^\| `(samspil-[a-z0-9-]+)`\s*\|\s*([^|]*?)\s*\|\s*([^|]*?)\s*\|$/gm;
const GUIDE = /^\[[^\]]+\]\(\.\.\/\.\.\/(docs\/guide\/[a-z0-9-]+\.md)\)$/;

/**
 * @param {import('./public-elements.mjs').PublicElement[]} elements
 * @param {string} readme
 * @param {(path: string) => string | undefined} pageOf a page below the root; undefined where there is none
 * @returns {string[]}
 */
export function readmeFaults(elements, readme, pageOf) {
  const rows = [...readme.matchAll(ROW)].map(([, tag, purpose, guide]) => ({ tag, purpose, guide }));
  const missing = elements.flatMap(({ tag }) => {
    const own = rows.filter((row) => row.tag === tag);
    if (own.length === 1) return [];
    return [`${tag}: the README of the package has ${own.length === 0 ? 'no row' : 'several rows'} for it.`];
  });
  const wrong = rows.flatMap(({ tag, purpose, guide }) => {
    const [, path] = GUIDE.exec(guide) ?? [];
    const faults = [];
    if (!elements.some((element) => element.tag === tag)) faults.push('is in the README and is no element');
    if (purpose === '') faults.push('its row in the README does not say what it is for');
    if (!path || !isNamed(pageOf(path) ?? '', tag))
      faults.push('its row in the README leads to no page of the guide that names it');
    return faults.map((fault) => `${tag}: ${fault}.`);
  });
  return [...missing, ...wrong];
}

/** As a whole word: `samspil-outbox` is not named by `samspil-outbox-repair`. */
function isNamed(text, tag) {
  return new RegExp(`(?<![\\w-])${tag}(?![\\w-])`).test(text);
}
