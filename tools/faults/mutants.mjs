/**
 * Defects that the histories must find: what they say of the outbox is worth nothing if they would say the same without
 * it. Each is a replacement in the SDK's source that compiles and passes for code.
 */
const ELECTION = 'offline/election.ts';
const STORE = 'offline/store/entry-store.ts';

/** @type {Record<string, { file: string, from: string, to: string }[]>} */
export const MUTANTS = {
  'acknowledged on request success': [
    {
      file: 'offline/store/connection.ts',
      from: '  const end = await done;\n  if (!end.isComplete) throw end.error;\n  return result;',
      to: '  return result;',
    },
  ],
  'deleted before it is sent': [
    {
      file: 'offline/send/sender.ts',
      from: "{ state: 'sending', sentAt, leftAfter }",
      to: "{ state: 'accepted', sentAt, leftAfter }",
    },
  ],
  'POST repeated blindly': [
    {
      file: 'offline/send/bundle.ts',
      from: "request.ifNoneExist = markSearch(resourceType, write.mark).join('=');",
      to: '',
    },
    {
      file: 'offline/send/deliver.ts',
      from: 'if (content.attempts > 1 && isProbed)',
      to: 'if (lines.length < 0 && isProbed)',
    },
  ],
  'any 412 is a conflict': [
    {
      file: 'offline/send/deliver.ts',
      from: '      return testOwnEffect(lines, context);\n    throw error;',
      to: "      return { kind: 'conflict' };\n    throw error;",
    },
  ],
  'two senders': [
    {
      file: ELECTION,
      from: '.request(this.#name, { signal }, () => this.#lead(signal))',
      to: '.request(`${this.#name}${crypto.randomUUID()}`, { signal }, () => this.#lead(signal))',
    },
    {
      file: STORE,
      from: "if (fence !== undefined && (await this.#fence(tx)) !== fence) return { kind: 'fenced' };",
      to: '',
    },
  ],
  'a restored server is believed': [
    {
      file: 'offline/send/restored/look-for-loss.ts',
      from: 'else await putBack(entry);',
      to: '',
    },
  ],
  'sent without asking whose it is': [
    {
      file: 'offline/partition.ts',
      from: '`${partition.fhirBaseUrl}|${partition.user}`',
      to: '`${partition.fhirBaseUrl}`',
    },
    {
      file: 'offline/encryption/keyring.ts',
      from: 'const bytes = new Uint8Array(secret);',
      to: 'const bytes = new Uint8Array(32);',
    },
  ],
};

/**
 * Defects of the download, for the histories of downloads.
 * @type {Record<string, { file: string, from: string, to: string }[]>}
 */
export const DOWNLOAD_MUTANTS = {
  'watermark gt': [
    {
      file: 'offline/records/download/download-search.ts',
      from: '`ge${since}`',
      to: '`gt${before.watermark}`',
    },
  ],
};
