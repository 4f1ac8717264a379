import type { Consent } from 'fhir/r4';
import { elementStories } from '../src/element.ts';
import { listStories } from '../src/list-stories.ts';

export default { ...elementStories('samspil-consent'), title: 'Elements/samspil-consent' };

const consent = (id: string, text: string, more: Partial<Consent>): Consent => ({
  resourceType: 'Consent',
  id,
  status: 'active',
  scope: { text: 'Deling af oplysninger' },
  category: [{ text }],
  patient: { reference: 'Patient/else' },
  dateTime: '2026-02-03T11:00:00+01:00',
  performer: [{ reference: 'Patient/else' }],
  policyRule: { text: 'Sundhedsloven § 42 a' },
  ...more,
});
const withExceptions = consent('1', 'Målinger hjemmefra', {
  provision: {
    type: 'permit',
    actor: [{ role: { text: 'Modtager' }, reference: { display: 'Hjemmesygeplejen' } }],
    action: [{ text: 'Se målinger' }],
    provision: [
      {
        type: 'deny',
        action: [{ text: 'Se notater og breve' }],
        provision: [{ type: 'permit', purpose: [{ display: 'Akut behandling' }] }],
      },
    ],
  },
  verification: [{ verified: true, verificationDate: '2026-02-04' }],
  sourceAttachment: { title: 'Underskrevet samtykke' },
});
const denied = consent('2', 'Hele journalen', { provision: { type: 'deny' } });
const draft = consent('3', 'Forskning i diabetes', { status: 'draft', provision: { type: 'permit' } });
const expired = consent('4', 'Telemedicin', { provision: { type: 'permit', period: { end: '2025-06' } } });
const wrong = consent('5', 'Målinger hjemmefra', { status: 'entered-in-error' });
const states = listStories('samspil-consent', [withExceptions, denied, draft, expired, wrong]);

export const Loaded = states.Loaded;
export const PermittedWithExceptions = { args: { resources: [withExceptions] } };
export const NoneInForce = { args: { resources: [expired, wrong] } };
export const FromRecord = states.FromRecord;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Denied = states.Denied;
export const NotHeldHere = states.NotHeldHere;
export const Failed = states.Failed;
