import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { ReceiptSnapshot } from '@samspil/sdk';
import type { ConflictDecision } from '@samspil/sdk/host';
import type { Observation } from 'fhir/r4';
import '../define.ts';
import { fakeDesktop, words } from '../testing/fake-desktop.ts';
import type { WorkplaceChart } from './workplace-chart.ts';

const pulse = (value: number): Observation => ({
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  valueQuantity: { value, code: '/min' },
});
const plugin = { id: 'dk.test', version: '1.0.0' };
const receipt: ReceiptSnapshot = {
  ...{ id: 'r1', state: 'conflict', patient: 'p1', plugin, storedAt: '2026-01-15T08:30:00Z', resources: [] },
  error: { code: 'conflict' },
};

async function chart() {
  const desktop = fakeDesktop();
  const decisions: ConflictDecision[] = [];
  desktop.outbox.list = async () => [receipt];
  desktop.outbox.conflict = async (id) => ({
    ...{ id, revision: 3, patient: 'p1', plugin, storedAt: receipt.storedAt },
    resources: [
      {
        ...{
          reference: 'Observation/o1',
          kind: 'changed',
          base: pulse(72),
          mine: pulse(90),
          theirs: pulse(70),
        },
        conflicts: [
          {
            ...{ path: 'Observation.value', elements: ['valueQuantity'], base: pulse(72).valueQuantity },
            ...{ mine: pulse(90).valueQuantity, theirs: pulse(70).valueQuantity },
          },
        ],
      },
    ],
  });
  desktop.outbox.resolve = async (_id, decision) => void decisions.push(decision);
  await desktop.host.setContext({ patient: 'p1' });
  const element = await fixture<WorkplaceChart>(
    html`<workplace-chart .desktop=${desktop} .locale=${'da'}></workplace-chart>`,
  );
  const status = element.renderRoot.querySelector('samspil-sync-status');
  await waitUntil(() => status?.renderRoot.querySelector('.toggle'));
  status?.renderRoot.querySelector<HTMLElement>('.toggle')?.click();
  await status?.updateComplete;
  const open = () => status?.renderRoot.querySelector<HTMLElement>('li button')?.click();
  const dialog = () =>
    element.renderRoot.querySelector('workplace-conflict')?.renderRoot.querySelector('dialog');
  const conflict = () => dialog()?.querySelector('samspil-conflict');
  return { element, desktop, decisions, open, dialog, conflict };
}

describe('a conflict in the chart', () => {
  it('is opened from the line that tells of it, decided, and closed', async () => {
    const { element, decisions, open, dialog, conflict } = await chart();
    open();
    await waitUntil(() => conflict()?.renderRoot.querySelector('fieldset'));
    expect(dialog()?.open).to.equal(true);
    expect(dialog()?.ariaLabel).to.equal('Afgør konflikt');
    expect(words(conflict())).to.contain('Min version 90 /min').and.to.contain('Version i EPJ 70 /min');
    conflict()?.renderRoot.querySelector<HTMLElement>('[data-side=mine] input')?.click();
    conflict()?.renderRoot.querySelector<HTMLElement>('.confirm')?.click();
    await waitUntil(() => dialog()?.open === false);
    expect(element.shadowRoot?.activeElement?.id, 'where the focus goes on').to.equal('sending');
    expect(decisions).to.deep.equal([
      { revision: 3, keep: [{ reference: 'Observation/o1', path: 'Observation.value', take: 'mine' }] },
    ]);
  });

  it('is opened from the list of what the EPJ has not received, too', async () => {
    const { element, dialog } = await chart();
    const unsent = element.renderRoot.querySelector('workplace-unsent');
    await waitUntil(() => unsent?.renderRoot.querySelector('.open'));
    unsent?.renderRoot.querySelector<HTMLElement>('.open')?.click();
    const choose = () =>
      [
        ...(unsent?.renderRoot.querySelector('samspil-outbox')?.renderRoot.querySelectorAll('button') ?? []),
      ].find((button) => words(button).startsWith('Vælg version'));
    await waitUntil(choose);
    choose()?.click();
    await waitUntil(() => dialog()?.open === true);
    expect(unsent?.renderRoot.querySelector('dialog')?.open ?? false).to.equal(false);
  });

  it('closes with the patient, and leaves nothing of hers on the page', async () => {
    const { desktop, decisions, open, dialog, conflict } = await chart();
    open();
    await waitUntil(() => conflict()?.renderRoot.querySelector('fieldset'));
    await desktop.host.setContext({ patient: 'p2' });
    await waitUntil(() => dialog()?.open === false);
    await waitUntil(() => !words(conflict()).includes('90'));
    expect(decisions).to.deep.equal([]);
  });
});
