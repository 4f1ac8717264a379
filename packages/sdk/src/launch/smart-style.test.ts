import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { scriptedRuntime } from '../../test/scripted-runtime.ts';
import { contrast, parseColor } from './color.ts';
import { parseSmartStyle, readSmartStyle, themeOfSmartStyle } from './smart-style.ts';

/** The example of SMART App Launch 2.2, with the semicolon it really has. */
const EXAMPLE = {
  color_background: '#edeae3',
  color_error: '#9e2d2d',
  color_highlight: '#69b5ce',
  color_modal_backdrop: '',
  color_success: '#498e49',
  color_text: '#303030',
  dim_border_radius: '6px',
  dim_font_size: '13px',
  dim_spacing_size: '20px',
  font_family_body: "Georgia, Times, 'Times New Roman', serif",
  font_family_heading: "'HelveticaNeue-Light', Helvetica, Arial, 'Lucida Grande', sans-serif;",
};

test('the example of the standard is taken, but for the value that ends in a semicolon', () => {
  const { font_family_heading: _, ...valid } = EXAMPLE;
  assert.deepEqual(parseSmartStyle(EXAMPLE), valid);
});

test('values that fetch, call, end a declaration or are of another kind are refused', () => {
  for (const value of [
    'url(https://evil.example/x)',
    'expression(alert(1))',
    '#fff;background:url(x)',
    'red',
    'var(--x)',
    '#fff/**/',
    'rgb(1,2,3',
    '',
    7,
    null,
    ['#ffffff'],
  ])
    assert.deepEqual(parseSmartStyle({ color_background: value }), {}, String(value));
  for (const value of ['6', '6em', '100vw', '-1px', 'calc(1px)', '1000px', '6px;'])
    assert.deepEqual(parseSmartStyle({ dim_border_radius: value }), {}, value);
  for (const value of ['x;y', 'url(x)', 'a\\b', 'a{b', '@import', 'a'.repeat(61), ''])
    assert.deepEqual(parseSmartStyle({ font_family_body: value }), {}, value);
});

test('only properties of the standard are taken, and only own ones', () => {
  assert.deepEqual(parseSmartStyle({ color_primary: '#123456', '--samspil-text': '#ffffff' }), {});
  assert.deepEqual(parseSmartStyle(Object.create({ color_text: '#123456' })), {});
  for (const none of [null, 'x', 7, [], undefined]) assert.deepEqual(parseSmartStyle(none), {});
});

test('whatever a document holds, no value of the theme can end a declaration or fetch', () => {
  const value = fc.oneof(fc.string(), fc.constantFrom('#123456', '6px', 'url(x)', '#fff;', 'Arial, x'));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(EXAMPLE)), value), (document) => {
      const { properties } = themeOfSmartStyle(parseSmartStyle(document));
      for (const [name, given] of Object.entries(properties)) {
        assert.match(name, /^--samspil-[a-z-]+$/);
        assert.doesNotMatch(given, /[;{}\\@]|url|expression|\/\*/i);
      }
    }),
  );
});

test('background and text come together, and light or dark follows from them', () => {
  const light = themeOfSmartStyle(parseSmartStyle(EXAMPLE));
  assert.equal(light.colorScheme, 'light');
  assert.equal(light.properties['--samspil-surface'], '#edeae3');
  assert.equal(light.properties['--samspil-text'], '#303030');
  assert.equal(light.properties['--samspil-radius'], '6px');
  const dark = themeOfSmartStyle({ color_background: 'rgb(20, 24, 30)', color_text: '#e9eff5' });
  assert.equal(dark.colorScheme, 'dark');
});

test('what could not be read is left out', () => {
  for (const style of [
    { color_background: '#777777', color_text: '#888888' },
    { color_background: '#101010' },
    { color_text: '#101010' },
    { color_highlight: '#fefefe' },
  ])
    assert.deepEqual(themeOfSmartStyle(style).properties, {}, JSON.stringify(style));
  const accent = themeOfSmartStyle({ color_highlight: '#0b5688' }).properties;
  assert.equal(accent['--samspil-accent'], '#0b5688');
  assert.equal(accent['--samspil-on-accent'], '#ffffff');
});

test('contrast is that of WCAG', () => {
  assert.equal(contrast(parseColor('#000'), parseColor('#ffffff')), 21);
  assert.equal(contrast(parseColor('#777'), parseColor('#777777')), 1);
  assert.equal(contrast(parseColor('rgb(118,118,118)'), parseColor('#fff')).toFixed(2), '4.54');
});

const read = (answer: () => Response | Promise<Response>) => {
  const runtime = scriptedRuntime(answer);
  return { runtime, style: readSmartStyle('https://ehr.example/style/1.json', runtime) };
};

test('a style is fetched without credentials and parsed', async () => {
  const { runtime, style } = read(() => Response.json({ color_text: '#303030', more: 'x' }));
  assert.deepEqual(await style, { color_text: '#303030' });
  assert.equal(runtime.requests[0]?.credentials, 'omit');
  assert.deepEqual(runtime.clock.pending, []);
});

test('a style that is no JSON, too long, missing or late is an error with a code', async () => {
  const long = JSON.stringify({ color_text: '#303030', x: 'x'.repeat(20_000) });
  for (const answer of [
    () => new Response('<html>'),
    () => new Response(long),
    () => new Response('{}', { status: 404 }),
  ])
    await assert.rejects(read(answer).style, { code: 'invalid-response' });
  await assert.rejects(read(() => Promise.reject(new TypeError('no'))).style, { code: 'network' });
  const late = read(() => new Promise<Response>(() => undefined));
  late.runtime.clock.advance(3_000);
  await assert.rejects(late.style, { code: 'timeout' });
});
