import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Attachment, FhirResource } from 'fhir/r4';
import { fileFacts } from './attachment-facts.ts';
import { FILE_LIMIT, readFile, TEXT_LIMIT } from './read-file.ts';

const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64');
const text = (words: string, more: Attachment = {}): Attachment => ({
  contentType: 'text/plain; charset=utf-8',
  data: base64(words),
  ...more,
});
const nothing = () => Promise.reject(new Error('Nothing is to be read.'));
const read = (attachment: Attachment, more: Partial<Parameters<typeof readFile>[1]> = {}) =>
  readFile(attachment, { read: nothing, contained: undefined, ...more });

/** The text of one that was read. */
async function textOf(attachment: Attachment, more?: Partial<Parameters<typeof readFile>[1]>) {
  const content = await read(attachment, more);
  return 'text' in content ? content.text : content;
}

describe('the kind of a file', () => {
  it('is one that cannot execute anything, or none', () => {
    const kindOf = (contentType: unknown) => fileFacts({ contentType } as Attachment).kind;
    for (const type of ['application/pdf', 'Application/PDF; version=1.7']) assert.equal(kindOf(type), 'pdf');
    for (const type of ['image/png', 'image/jpeg', 'image/webp']) assert.equal(kindOf(type), 'image');
    assert.equal(kindOf('text/plain;charset=iso-8859-1'), 'text');
    for (const type of [
      'image/svg+xml',
      'text/html',
      'application/xhtml+xml',
      'text/xml',
      'text/rtf',
      '',
      7,
      null,
    ])
      assert.equal(kindOf(type), undefined, String(type));
  });

  it('addresses are the record’s, outside over https, or unsafe', () => {
    const at = (url: unknown) => fileFacts({ url } as Attachment).source.at;
    assert.equal(at('Binary/7'), 'record');
    assert.equal(at('#pdf'), 'record');
    assert.equal(at('https://dokumenter.example/7'), 'outside');
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      'http://x.example/',
      'Binary/../Patient/1',
      'file:///x',
    ])
      assert.equal(at(url), 'unsafe', url);
    for (const url of [undefined, '', null, 7]) assert.equal(at(url), 'nowhere');
  });
});

describe('reading a file', () => {
  it('text is decoded by its own character set, UTF-8 where that is none', async () => {
    assert.equal(await textOf(text('Blåbær')), 'Blåbær');
    const latin = text('', { contentType: 'text/plain; charset=iso-8859-1', data: '5g==' });
    assert.equal(await textOf(latin), 'æ');
    const odd = text('ø', { contentType: 'text/plain; charset=klingon' });
    assert.equal(await textOf(odd), 'ø');
  });

  it('a long text is its beginning, with how long it is; a file beyond the limit is not shown', async () => {
    const long = await read(text('x'.repeat(TEXT_LIMIT + 5)));
    assert.ok('text' in long);
    assert.deepEqual([long.text.length, long.length], [TEXT_LIMIT, TEXT_LIMIT + 5]);
    const huge = { contentType: 'image/png', data: 'A'.repeat(Math.ceil((FILE_LIMIT * 4) / 3) + 8) };
    assert.deepEqual(await read(huge), { problem: 'too-large' });
  });

  it('what calls itself a PDF and is none is refused; an image gets its own type, never that of its bytes', async () => {
    const page = base64('<script>alert(1)</script>');
    assert.deepEqual(await read({ contentType: 'application/pdf', data: page }), { problem: 'other-type' });
    const image = await read({ contentType: 'image/png; x=1', data: page });
    assert.ok('blob' in image);
    assert.equal(image.blob.type, 'image/png');
    const pdf = await read({ contentType: 'application/pdf', data: base64('%PDF-1.7 …') });
    assert.ok('blob' in pdf && pdf.blob.type === 'application/pdf');
  });

  it('is damaged where it is no base64, and refused where its type is not shown', async () => {
    assert.deepEqual(await read({ contentType: 'image/png', data: '%%%' }), { problem: 'damaged' });
    assert.deepEqual(await read(text('x', { contentType: 'text/html' })), { problem: 'other-type' });
    assert.deepEqual(await read({ contentType: 'image/png', url: 'https://x.example/' }), {
      problem: 'missing',
    });
  });

  it('says when the content is not what was recorded', async () => {
    const hash = (words: string) => createHash('sha1').update(words);
    const check = async (given: unknown) => {
      const content = await read(text('Epikrise', { hash: given } as Attachment));
      return 'check' in content && content.check;
    };
    assert.equal(await check(hash('Epikrise').digest('base64')), 'ok');
    const hex = hash('Epikrise').digest('hex');
    assert.deepEqual([await check(hex), await check(base64(hex))], ['ok', 'ok']);
    assert.equal(await check(undefined), 'ok');
    assert.equal(await check(hash('Epikrisen').digest('base64')), 'altered');
    assert.equal(await check('x'), 'altered');
  });

  it('is read from the record or from what came with the entry, and from nowhere else', async () => {
    const binary = { resourceType: 'Binary', id: 'b', contentType: 'text/html', data: base64('Notat') };
    const asked: string[] = [];
    const fromRecord = async (reference: string) => {
      asked.push(reference);
      return binary as FhirResource;
    };
    const at = (url: string) => ({ contentType: 'text/plain', url });
    assert.equal(await textOf(at('Binary/b'), { read: fromRecord }), 'Notat');
    assert.deepEqual(asked, ['Binary/b']);
    const contained = [binary] as FhirResource[];
    assert.equal(await textOf(at('#b'), { contained }), 'Notat');
    assert.deepEqual(await read(at('#c'), { contained }), { problem: 'missing' });
    assert.deepEqual(await read(at('Binary/b'), { read: async () => ({}) as FhirResource }), {
      problem: 'missing',
    });
    await assert.rejects(read(at('Binary/b')), /Nothing is to be read/);
  });
});
