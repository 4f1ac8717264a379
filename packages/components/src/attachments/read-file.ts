import type { Attachment, FhirResource, Resource } from 'fhir/r4';
import { objectsIn } from '../format/concepts.ts';
import { decodedLength, fileFacts } from './attachment-facts.ts';

/** What of a larger file is shown: nothing. In bytes. */
export const FILE_LIMIT = 20 * 1024 * 1024;
/** What of a longer text is shown: its beginning. In characters. */
export const TEXT_LIMIT = 200_000;

/** Why a file is not shown. */
export type FileProblem = 'missing' | 'too-large' | 'damaged' | 'other-type' | 'no-viewer' | 'not-drawn';

/** Whether the content is what was recorded: nothing says otherwise, it is not, or that could not be found out. */
export type FileCheck = 'ok' | 'altered' | 'unchecked';

/** A file that was opened. */
export type FileContent =
  | { readonly kind: 'pdf' | 'image'; readonly blob: Blob; readonly check: FileCheck }
  | {
      readonly kind: 'text';
      readonly text: string;
      /** How long all of it is. */
      readonly length: number;
      readonly check: FileCheck;
    }
  | { readonly problem: FileProblem };

interface ReadOptions {
  /** Reads a resource under the lease. Rejects as `fhir.read`. */
  readonly read: (reference: string) => Promise<FhirResource>;
  /** What came with the entry. */
  readonly contained: readonly Resource[] | undefined;
}

/**
 * The content of a file that can be shown. The type it gets is ours, from the list of those that execute nothing, whatever
 * the bytes are: a page of HTML that calls itself an image is a broken image, and one that calls itself a PDF is refused.
 *
 * @throws what `read` rejects with
 */
export async function readFile(attachment: Attachment, options: ReadOptions): Promise<FileContent> {
  const { kind, type, charset, source } = fileFacts(attachment);
  const base64 = source.at === 'data' ? source.data : await readBinary(source, options);
  if (base64 === undefined) return { problem: 'missing' };
  if (kind === undefined) return { problem: 'other-type' };
  if (decodedLength(base64) > FILE_LIMIT) return { problem: 'too-large' };
  const bytes = decoded(base64);
  if (!bytes) return { problem: 'damaged' };
  const check = await checkOf(bytes, attachment.hash);
  if (kind === 'text') {
    const all = decoderOf(charset).decode(bytes);
    return { kind, text: all.slice(0, TEXT_LIMIT), length: all.length, check };
  }
  if (kind === 'pdf' && !startsAsPdf(bytes)) return { problem: 'other-type' };
  return { kind, blob: new Blob([bytes], { type: type ?? '' }), check };
}

async function readBinary(
  source: ReturnType<typeof fileFacts>['source'],
  { read, contained }: ReadOptions,
): Promise<string | undefined> {
  if (source.at !== 'record') return undefined;
  const { reference } = source;
  const found: Resource | undefined = reference.startsWith('#')
    ? objectsIn(contained).find(({ id }) => id === reference.slice(1))
    : await read(reference);
  const data: unknown = found?.resourceType === 'Binary' && 'data' in found ? found.data : undefined;
  return typeof data === 'string' ? data : undefined;
}

function decoded(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function decoderOf(charset: string | undefined): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}

/** `%PDF-`, at most a kilobyte into the file, as readers of PDF look for it. */
function startsAsPdf(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-');
}

/**
 * `Attachment.hash` is SHA-1 in base64; Danish documents have its hexadecimal form in base64, others that form alone. It
 * tells what was damaged or swapped, not what somebody changed together with its hash.
 */
async function checkOf(bytes: Uint8Array<ArrayBuffer>, hash: unknown): Promise<FileCheck> {
  if (typeof hash !== 'string' || hash === '') return 'ok';
  // Only a page that came over a secure connection may compute it.
  const { subtle } = globalThis.crypto as { subtle?: SubtleCrypto };
  if (!subtle) return 'unchecked';
  const digest = [...new Uint8Array(await subtle.digest('SHA-1', bytes))];
  const base64 = btoa(String.fromCharCode(...digest));
  const hex = digest.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [base64, hex, btoa(hex)].includes(hash) ? 'ok' : 'altered';
}
