import { FILE_TYPES } from '../../../contract/services.ts';
import type { FileType } from '../../../contract/services.ts';
import { plainLine } from './plain-text.ts';

/** Names that old systems take for devices. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
const MAX_LENGTH = 80;

/**
 * A name that is a name and nothing else: no folder, no device, one extension, which follows from the type. So
 * `../report.pdf.exe` given as a PDF becomes `report-pdf-exe.pdf`.
 */
export function fileNameOf(wanted: string, mediaType: FileType): string {
  const extension = FILE_TYPES[mediaType];
  const last = plainLine(wanted).split(/[/\\]/).at(-1) ?? '';
  const own = new RegExp(`\\.${extension}$`, 'i');
  const stem = last
    .replace(own, '')
    .replace(/[<>:"|?*%.]+/g, '-')
    .replace(/^[-\s]+|[-\s]+$/g, '');
  const short = [...stem].slice(0, MAX_LENGTH).join('').trim();
  const name = short === '' || DEVICES.test(short) ? `file${short && `-${short}`}` : short;
  return `${name}.${extension}`;
}

/** What the files of a type begin with, where they begin alike. */
const BEGINNINGS: Partial<Record<FileType, readonly number[]>> = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/jpeg': [0xff, 0xd8, 0xff],
};

/** False for a file that is plainly not what its type says. Text types hold text: no zero byte. */
export function looksLike(bytes: Uint8Array, mediaType: FileType): boolean {
  const beginning = BEGINNINGS[mediaType];
  return beginning ? beginning.every((byte, index) => bytes[index] === byte) : !bytes.includes(0);
}
