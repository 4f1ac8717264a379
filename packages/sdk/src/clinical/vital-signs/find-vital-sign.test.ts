import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codingKey } from '../code-systems.ts';
import { bloodPressurePanelAliases, findVitalSign, vitalSignAliases } from './find-vital-sign.ts';
import { bloodPressurePanel, vitalSigns } from './vital-signs.ts';

test('finds a vital sign by any of its codings, in any spelling of the system', () => {
  const npuAsOid = { system: 'urn:oid:1.2.208.176.2.1', code: 'NPU21692' };
  assert.equal(
    findVitalSign({ coding: [{ system: 'http://example.org', code: 'p' }, npuAsOid] })?.key,
    'pulse',
  );
  const medcomAsFut = { system: 'urn:oid:1.2.208.184.100.8', code: 'MCS88122' };
  assert.equal(findVitalSign({ coding: [medcomAsFut] })?.key, 'respiratoryRate');
  const danishEdition = { system: 'http://snomed.info/sct/554471000005108', code: '276885007' };
  assert.equal(findVitalSign({ coding: [danishEdition] })?.key, 'temperature');
});

test('does not find a code under another system, a text, or nothing', () => {
  assert.equal(findVitalSign({ coding: [{ system: 'http://snomed.info/sct', code: '8867-4' }] }), undefined);
  assert.equal(findVitalSign({ text: 'Puls' }), undefined);
  assert.equal(findVitalSign(undefined), undefined);
});

test('has each code once, so that no value can be read as two things', () => {
  const keys = vitalSigns.flatMap(({ key, write }) => [...write, ...vitalSignAliases[key]]).map(codingKey);
  keys.push(...[...bloodPressurePanel.write, ...bloodPressurePanelAliases].map(codingKey));
  assert.deepEqual(
    keys.filter((key, index) => keys.indexOf(key) !== index),
    [],
  );
});
