/** The stories as one script: the first of each element is its picture. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../install.mjs';

const STORIES = join(ROOT, 'storybook/stories');
const FIXTURES = join(ROOT, 'storybook/fixtures');
const ENDING = '.stories.ts';
const MANIFEST = join(ROOT, 'packages/components/custom-elements.json');

/** @returns {string[]} the elements that have a story, without `samspil-` */
export function names() {
  const { modules } = JSON.parse(readFileSync(MANIFEST, 'utf8'));
  const tags = modules.flatMap(({ declarations }) => declarations.map(({ tagName }) => tagName));
  return readdirSync(STORIES)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .filter((name) => tags.includes(`samspil-${name}`));
}

/** @returns {Promise<string>} a script that gives the page `showStory(name)` */
export async function storyScript() {
  const imports = names().map((name, index) => `import * as s${index} from './${name}${ENDING}';`);
  const table = names().map((name, index) => `${JSON.stringify(name)}: [s${index}, '${firstStory(name)}']`);
  const { outputFiles } = await build({
    stdin: {
      contents: `${imports.join('\n')}
        import { showing } from '${join(ROOT, 'tools/pictures/show-story.ts')}';
        globalThis.showStory = showing({ ${table.join(', ')} });`,
      resolveDir: STORIES,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['samspil-source'],
    plugins: [globbed],
    logLevel: 'error',
  });
  return outputFiles[0].text;
}

/** A module's names come in the order of the alphabet: the order of the file is in its text. */
function firstStory(name) {
  const [, story] =
    /^export const (?:\{\s*)?(\w+)/m.exec(readFileSync(join(STORIES, name + ENDING), 'utf8')) ?? [];
  if (!story) throw new Error(`The file of ${name} has no story.`);
  return story;
}

/** What Vite's `import.meta.glob` gives the stories: the fixtures of their folder. */
const globbed = {
  name: 'fixtures',
  setup({ onLoad }) {
    onLoad({ filter: /storybook\/src\/.*\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const all = readdirSync(FIXTURES).map(
        (file) => `${JSON.stringify(file)}: ${readFileSync(join(FIXTURES, file), 'utf8')}`,
      );
      return {
        contents: text.replace(/import\.meta\.glob\('\.\.\/fixtures\/\*\.json'[^)]*\)/, `{${all.join(',')}}`),
        loader: 'ts',
      };
    });
  },
};
