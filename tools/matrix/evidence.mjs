/** What counts as evidence for each column of the matrix. Nothing is listed by hand: a cell says where it was found. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../install.mjs';
import { manifestFaults } from '../manifest/manifest-faults.mjs';
import { COMPONENTS } from '../manifest/public-elements.mjs';
import { reachableFrom } from '../manifest/reachable.mjs';
import { catalogues } from './catalogues.mjs';
import { testsOf } from './test-blocks.mjs';

export const COLUMNS = ['manifest', 'a11y', 'locales', 'themes', 'hostile', 'offline', 'docs'];

/** In the code of a test. */
const TESTED = {
  a11y: /expectAccessible\(|\.accessible\(/,
  // `expectAccessible` looks at its element in the light and in the dark theme; axe alone sees the page's.
  themes: /expectAccessible\(/,
  hostile: /\b(?:withMarkup|brokenVariants|markup)\b|<img|<script|onerror/,
  offline: /'not-held'|(?:online|reachable)\.value = false|isOnline: false|isDown = true|'network'/,
};

/**
 * @param {import('../manifest/public-elements.mjs').PublicElement} element
 * @returns {Record<string, string | undefined>} where the evidence is, by column
 */
export function evidenceOf(element) {
  const sources = [...reachableFrom(element.source).values()];
  const tests = testsOf(element);
  const tested = (pattern) => {
    const found = tests.find(({ code }) => pattern.test(code));
    return found && `${found.file} › ${found.sentence}`;
  };
  return {
    manifest: described(element),
    a11y: tested(TESTED.a11y),
    locales: catalogues(sources),
    themes: tested(TESTED.themes),
    hostile: tested(TESTED.hostile),
    offline: tested(TESTED.offline),
    docs: documented(element),
  };
}

function described(element) {
  const manifest = JSON.parse(readFileSync(join(COMPONENTS, 'custom-elements.json'), 'utf8'));
  const faults = manifestFaults([element], manifest, (source) => reachableFrom(source).values());
  return faults.length === 0 ? 'custom-elements.json' : undefined;
}

/** A story under its name, and a page that says what the element is for. */
function documented({ name, tag }) {
  const story = `storybook/stories/${name}.stories.ts`;
  if (!existsSync(join(ROOT, story)) || !isNamed(readFileSync(join(ROOT, story), 'utf8'), tag))
    return undefined;
  const guide = readdirSync(join(ROOT, 'docs/guide'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/guide/${file}`);
  const page = guide.find((file) => isNamed(readFileSync(join(ROOT, file), 'utf8'), tag));
  return page && `${story}, ${page}`;
}

/** As a whole word: `samspil-outbox` is not named by `samspil-outbox-repair`. */
function isNamed(text, tag) {
  return new RegExp(`(?<![\\w-])${tag}(?![\\w-])`).test(text);
}
