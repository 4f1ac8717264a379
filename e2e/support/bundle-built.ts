import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { BuildOptions, BuildResult, Plugin } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles code the way an app does that installed our packages: what they publish, nothing of our sources. */
export function bundleBuilt(
  code: string,
  options: BuildOptions = {},
): Promise<BuildResult<{ write: false; metafile: true }>> {
  return build({
    stdin: { contents: code, resolveDir: `${root}e2e`, loader: 'tsx' },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    logLevel: 'error',
    absWorkingDir: root,
    ...options,
    write: false,
    metafile: true,
  });
}

/** Makes the components of a build those of another version. */
export function asVersion(version: string): Plugin {
  return {
    name: 'as-version',
    setup(build) {
      build.onLoad({ filter: /components\/dist\/version\.js$/ }, () => ({
        contents: `export const VERSION = ${JSON.stringify(version)};`,
      }));
    },
  };
}

/** The code of the one file that was made. */
export function textOf({ outputFiles }: BuildResult<{ write: false }>): string {
  const [file] = outputFiles;
  if (!file || outputFiles.length > 1) throw new Error(`${outputFiles.length} files were made, not one.`);
  return file.text;
}
