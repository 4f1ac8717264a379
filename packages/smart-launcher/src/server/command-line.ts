import { SamspilError } from '@samspil/sdk';
import { parseArgs } from 'node:util';

/** How the simulator is to run. */
export interface CommandLine {
  /** Port of the workplace and the FHIR server. Default 8080; 0 takes any free one. */
  port: number;
  /** Folder for database, keys and sessions; undefined keeps everything in memory. Default `.samspil`. */
  dataDir: string | undefined;
  /** Seed of the synthetic data. Default 1. */
  seed: number;
  /** How many patients, 40 to 10 000. Default 48. */
  patients: number;
  /** Open the URL in the default browser. Default true in a terminal. */
  shouldOpen: boolean;
  /** Folders of plugins to serve and register, besides the example; the first of several versions is approved. */
  plugins: readonly string[];
}

export const USAGE = `Usage: npm start -- [options]

  --port N        port of the workplace and the FHIR server (default 8080, 0 = any free one)
  --data DIR      folder that keeps the data (default .samspil)
  --memory        keep nothing
  --seed N        other synthetic data (default 1)
  --patients N    40 to 10000 patients (default 48)
  --plugin DIR    serve the plugin in DIR and show it in the workplace (repeatable; several
                  folders with one id are versions of it, and the first is approved)
  --no-open       do not open a browser
  --help          this text`;

/** @throws `invalid-request` with what is wrong and what is allowed */
export function parseCommandLine(args: readonly string[], isTerminal: boolean): CommandLine | 'help' {
  const values = parse(args);
  if (values.help) return 'help';
  if (values.memory && values.data !== undefined)
    throw invalid('--memory keeps nothing, so it cannot go with --data.');
  return {
    port: wholeNumber('--port', values.port ?? '8080', 0, 65_535),
    dataDir: values.memory ? undefined : (values.data ?? '.samspil'),
    seed: wholeNumber('--seed', values.seed ?? '1', 0, 2 ** 32 - 1),
    patients: wholeNumber('--patients', values.patients ?? '48', 40, 10_000),
    shouldOpen: !values['no-open'] && isTerminal,
    plugins: values.plugin ?? [],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        memory: { type: 'boolean' },
        seed: { type: 'string' },
        patients: { type: 'string' },
        plugin: { type: 'string', multiple: true },
        'no-open': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : 'The options could not be read.');
  }
}

function wholeNumber(name: string, text: string, from: number, to: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= from && value <= to)) throw invalid(`${name} takes a whole number from ${from} to ${to}.`);
  return value;
}

function invalid(message: string): SamspilError {
  return new SamspilError('invalid-request', `${message}\n\n${USAGE}`);
}
