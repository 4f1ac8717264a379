import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MDC } from '../code-systems.ts';
import { temperatureSite } from './temperature-site.ts';

test('a device code tells where a temperature was taken, in either spelling of its system', () => {
  const site = (system: string, code: string) => temperatureSite({ code: { coding: [{ system, code }] } });
  assert.deepEqual(
    ['188420', '188424', '188452', '150392', '150364'].map((code) => site(MDC, code)),
    ['rectal', 'oral', 'axillary', undefined, undefined],
  );
  assert.equal(site('urn:oid:2.16.840.1.113883.6.24', '188424'), 'oral');
  assert.equal(site('http://loinc.org', '188424'), undefined);
  assert.equal(temperatureSite({ code: {} }), undefined);
});
