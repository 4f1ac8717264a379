import type { Attachment } from 'fhir/r4';
import { httpsAddress } from '../format/addresses.ts';
import { textIn } from '../format/text-in.ts';

/** What can be shown in place. Everything else, HTML and SVG with it, is named and never opened. */
export type FileKind = 'pdf' | 'image' | 'text';

/** Where the content of a file is. */
export type FileSource =
  /** With the entry itself. */
  | { readonly at: 'data'; readonly data: string }
  /** In the record, to be read under the lease; `#id` comes with the entry. */
  | { readonly at: 'record'; readonly reference: string }
  /** Elsewhere, at an address that may be opened there and is never fetched. */
  | { readonly at: 'outside'; readonly address: string }
  /** At an address that is not safe to follow. */
  | { readonly at: 'unsafe' }
  | { readonly at: 'nowhere' };

/** A file, as its line says it. */
export interface FileFacts {
  readonly title: string | undefined;
  /** Without its parameters, in small letters. */
  readonly type: string | undefined;
  readonly charset: string | undefined;
  readonly kind: FileKind | undefined;
  readonly source: FileSource;
  /** Bytes; what the record says, else what the content has. */
  readonly size: number | undefined;
}

const images: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp'];

/** What is known of a file before it is opened. Tolerates wrong shapes. */
export function fileFacts(attachment: Attachment): FileFacts {
  const { title, contentType, size } = attachment;
  const [type, ...parameters] = (textIn(contentType) ?? '').toLowerCase().split(';');
  const charset = parameters.map((each) => /^\s*charset="?([\w-]+)"?\s*$/.exec(each)?.[1]).find(Boolean);
  const source = sourceOf(attachment);
  const known: unknown = size;
  return {
    title: textIn(title),
    type: type?.trim() || undefined,
    charset,
    kind: kindOf(type?.trim()),
    source,
    size:
      typeof known === 'number' && known >= 0
        ? known
        : source.at === 'data'
          ? decodedLength(source.data)
          : undefined,
  };
}

/** How many bytes base64 stands for, without decoding it. */
export function decodedLength(base64: string): number {
  const end = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return Math.max(0, Math.floor((base64.length * 3) / 4) - end);
}

function kindOf(type: string | undefined): FileKind | undefined {
  if (type === undefined) return undefined;
  if (type === 'application/pdf') return 'pdf';
  if (images.includes(type)) return 'image';
  return type === 'text/plain' ? 'text' : undefined;
}

function sourceOf({ data, url }: Attachment): FileSource {
  const content = textIn(data);
  if (content !== undefined) return { at: 'data', data: content };
  const address = textIn(url);
  if (address === undefined) return { at: 'nowhere' };
  if (/^(?:Binary\/[A-Za-z0-9\-.]{1,64}|#.+)$/.test(address)) return { at: 'record', reference: address };
  const safe = httpsAddress(address);
  return safe === undefined ? { at: 'unsafe' } : { at: 'outside', address: safe };
}
