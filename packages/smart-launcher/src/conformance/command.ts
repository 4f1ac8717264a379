import { isSamspilError, SamspilError } from '@samspil/sdk';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { printReport } from './finding.ts';
import { runConformance } from './run-conformance.ts';
import type { ConformanceOptions } from './run-conformance.ts';

export const CONFORMANCE_USAGE = `Usage: samspil conformance --manifest FILE_OR_URL [options]

  --manifest X   the plugin's manifest; its page must be served where the manifest says
  --save FILE    module whose default export saves once: async (frame) => …, a Playwright frame
  --json FILE    write the report as JSON too
  --help         this text

Needs Chrome or Chromium, playwright-core, and for the accessibility check axe-core. Exit code 0: it conforms,
1: something is to be repaired, 2: it could not be run.`;

const BENCH = fileURLToPath(new URL('./conformance', import.meta.url));

/** `samspil conformance …`. Sets the exit code. */
export async function conformance(args: readonly string[], benchFolder = BENCH): Promise<void> {
  try {
    const { values } = parse(args);
    if (values.help || values.manifest === undefined) {
      console.log(CONFORMANCE_USAGE);
      process.exitCode = values.help ? 0 : 2;
      return;
    }
    const save = values.save === undefined ? undefined : await loadSave(values.save);
    const report = await runConformance({ manifest: values.manifest, benchFolder, ...(save && { save }) });
    if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
    console.log(printReport(report));
    process.exitCode = report.passed ? 0 : 1;
  } catch (error) {
    console.error(isSamspilError(error) ? `${error.code}: ${error.message}` : error);
    process.exitCode = 2;
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        manifest: { type: 'string' },
        save: { type: 'string' },
        json: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : 'The options could not be read.';
    throw new SamspilError('invalid-request', `${why}\n\n${CONFORMANCE_USAGE}`);
  }
}

async function loadSave(file: string): Promise<NonNullable<ConformanceOptions['save']>> {
  const module = (await import(pathToFileURL(resolve(file)).href)) as { default?: unknown };
  if (typeof module.default !== 'function')
    throw new SamspilError('invalid-request', '--save takes a module whose default export is a function.');
  return module.default as NonNullable<ConformanceOptions['save']>;
}
