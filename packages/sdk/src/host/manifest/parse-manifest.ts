import * as v from 'valibot';
import { findValueFault } from '../../bridge/index.ts';
import { ValidationError } from '../../errors.ts';
import type { PluginManifest } from './plugin-manifest.ts';
import { manifestSchema } from './schema/manifest-schema.ts';

/** A manifest is a page of text. What is larger is something else. */
const LIMITS = { maxDepth: 32, maxNodes: 5_000, maxSize: 100_000 };

/**
 * Reads a manifest from JSON. What is not in the schema is refused, not ignored: a host must not half understand what it
 * is asked to run. Only `$schema`, which is for editors, is left out of what comes back.
 *
 * @throws `invalid-manifest`, a {@link ValidationError} with every fault and its path, such as
 * `contributes[0].when.all[1]`
 */
export function parseManifest(json: unknown): PluginManifest {
  // Before the schema, which calls itself for each level of a condition.
  const shapeFault = findValueFault(json, LIMITS);
  if (shapeFault !== undefined) throw invalid([{ path: '', fault: `holds ${shapeFault}` }]);
  const parsed = v.safeParse(manifestSchema, json);
  if (!parsed.success) {
    throw invalid(parsed.issues.map((issue) => ({ path: pathOf(issue), fault: issue.message })));
  }
  const { $schema: _forEditors, ...manifest } = parsed.output;
  return manifest;
}

function invalid(faults: readonly { path: string; fault: string }[]): ValidationError {
  const [first] = faults;
  return new ValidationError(
    'invalid-manifest',
    `The manifest has ${faults.length} fault(s); the first is at "${first?.path}": ${first?.fault}. Correct it and load it again.`,
    faults,
  );
}

/** As JavaScript writes it: `contributes[0].slot`, `title["sv-SE"]`. */
function pathOf(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? [])
    .map(({ key }) => {
      if (typeof key === 'number') return `[${key}]`;
      const word = String(key);
      return /^[$A-Z_a-z][\w$]*$/.test(word) ? `.${word}` : `[${JSON.stringify(word)}]`;
    })
    .join('')
    .replace(/^\./, '');
}
