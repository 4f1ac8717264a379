import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FILE_TYPES } from '../../../contract/services.ts';
import type { FileType } from '../../../contract/services.ts';
import { fileNameOf, looksLike } from './file-name.ts';

const bytes = (...values: number[]) => new Uint8Array(values);

test('a name keeps its words and gets the extension of its type', () => {
  assert.equal(fileNameOf('Vitale værdier 2026-01-15', 'application/pdf'), 'Vitale værdier 2026-01-15.pdf');
  assert.equal(fileNameOf('report.PDF', 'application/pdf'), 'report.pdf');
});

test('a second extension, a folder, a device and a turned direction are no longer any', () => {
  assert.equal(fileNameOf('report.pdf.exe', 'application/pdf'), 'report-pdf-exe.pdf');
  assert.equal(fileNameOf('../../.ssh/config', 'text/plain'), 'config.txt');
  assert.equal(fileNameOf('C:\\Windows\\x', 'text/csv'), 'x.csv');
  assert.equal(fileNameOf('CON', 'text/plain'), 'file-CON.txt');
  assert.equal(fileNameOf('gpj\u202Eexe', 'image/png'), 'gpjexe.png');
  assert.equal(fileNameOf('%USERPROFILE%', 'text/plain'), 'USERPROFILE.txt');
  assert.equal(fileNameOf('...', 'text/plain'), 'file.txt');
});

test('whatever is wanted, the name is one, with one dot, of bounded length', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom(...(Object.keys(FILE_TYPES) as FileType[])),
      (wanted, type) => {
        const name = fileNameOf(wanted, type);
        assert.match(name, new RegExp(`^[^./\\\\<>:"|?*%\\s][^./\\\\<>:"|?*%]*\\.${FILE_TYPES[type]}$`, 'u'));
        assert.ok([...name].length <= 90);
      },
    ),
  );
});

test('a file that is plainly something else is not what it says', () => {
  const html = new TextEncoder().encode('<script>');
  for (const type of ['application/pdf', 'image/png', 'image/jpeg'] as const)
    assert.equal(looksLike(html, type), false, type);
  assert.ok(looksLike(new TextEncoder().encode('%PDF-1.7'), 'application/pdf'));
  assert.ok(looksLike(bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'image/png'));
  assert.ok(looksLike(bytes(0xff, 0xd8, 0xff, 0xe0), 'image/jpeg'));
  assert.equal(looksLike(bytes(0x4d, 0x5a, 0x00), 'text/plain'), false);
  assert.ok(looksLike(html, 'text/plain'));
});
