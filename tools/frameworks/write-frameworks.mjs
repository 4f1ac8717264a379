/** Writes `dist/react` and `dist/vue` of the components from their manifest: part of `npm run build`. */
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publishedManifest } from '../manifest/manifest-reading.mjs';
import { COMPONENTS } from '../manifest/public-elements.mjs';
import { elementTypes } from './element-types.mjs';
import { reactModules } from './react-modules.mjs';
import { vueModules } from './vue-modules.mjs';

const FRAMEWORKS = { react: reactModules, vue: vueModules };

export async function writeFrameworks() {
  const elements = elementTypes(publishedManifest());
  const shared = await readdir(join(COMPONENTS, 'frameworks'));
  for (const [name, modulesOf] of Object.entries(FRAMEWORKS)) {
    const folder = join(COMPONENTS, 'dist', name);
    await mkdir(folder, { recursive: true });
    for (const file of shared.filter((other) => other.startsWith(name)))
      await copyFile(join(COMPONENTS, 'frameworks', file), join(folder, file));
    for (const [file, text] of modulesOf(elements)) await writeFile(join(folder, file), text);
  }
}
