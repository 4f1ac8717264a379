import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatIdentifier } from './format-identifier.ts';
import { identifierKind, isReplacementNumber } from './identifier-kind.ts';

test('goes by the system, in any of its spellings', () => {
  const kinds: [string, string][] = [
    ['urn:oid:1.2.208.176.1.2', 'cpr'],
    ['1.2.208.176.1.2', 'cpr'],
    ['urn:oid.1.2.208.176.1.2', 'cpr'],
    ['urn:oid:1.2.208.176.1.6.1.1', 'x-ecpr'],
    ['urn:oid:1.2.208.176.1.6.1.3', 'd-ecpr'],
    ['urn:oid:1.2.208.176.1.6.1.3.181', 'd-ecpr'],
    ['http://electronichealth.se/identifier/personnummer', 'personnummer'],
    ['https://electronichealth.se/identifier/personnummer/', 'personnummer'],
    ['urn:oid:1.2.752.129.2.1.3.1', 'personnummer'],
    ['http://electronichealth.se/identifier/nationelltReservnummer', 'reservnummer'],
    ['urn:oid:1.2.246.21', 'henkilotunnus'],
    ['urn:oid:1.2.208.176.1.1', 'other'],
    ['https://region.example/patient', 'other'],
  ];
  for (const [system, kind] of kinds) assert.equal(identifierKind({ system }), kind, system);
  assert.equal(identifierKind({}), 'other');
});

test('tells replacement numbers from the numbers they replace', () => {
  assert.deepEqual((['cpr', 'x-ecpr', 'd-ecpr', 'other'] as const).map(isReplacementNumber), [
    false,
    true,
    true,
    false,
  ]);
});

test('writes the hyphen where people write it', () => {
  const cpr = 'urn:oid:1.2.208.176.1.2';
  assert.equal(formatIdentifier({ system: cpr, value: '2509479989' }), '250947-9989');
  assert.equal(
    formatIdentifier({ system: 'urn:oid:1.2.208.176.1.6.1.1', value: '0703921VJ4' }),
    '070392-1VJ4',
  );
  const personnummer = 'http://electronichealth.se/identifier/personnummer';
  assert.equal(formatIdentifier({ system: personnummer, value: '196101182803' }), '19610118-2803');
});

test('shows what it does not understand as it is', () => {
  const cpr = 'urn:oid:1.2.208.176.1.2';
  assert.equal(formatIdentifier({ system: cpr, value: '250947-9989' }), '250947-9989');
  assert.equal(formatIdentifier({ system: cpr, value: '25094799' }), '25094799');
  assert.equal(formatIdentifier({ system: 'https://region.example', value: '2509479989' }), '2509479989');
  assert.equal(formatIdentifier({ system: cpr }), '');
});
