import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { tokens } from '@samspil/components';
import { SamspilError } from '@samspil/sdk';
import type { DeviceUnsent } from '@samspil/sdk/launch';
import '../define.ts';
import { fakeDesktop, words } from '../testing/fake-desktop.ts';
import type { UnsentDevices } from './unsent-devices.ts';
import type { WorkplaceElsewhere } from './workplace-elsewhere.ts';

if (tokens.styleSheet) document.adoptedStyleSheets.push(tokens.styleSheet);

const PHONE: DeviceUnsent = {
  device: 'phone-0001',
  count: 2,
  oldest: '2026-01-15T07:00:00.000Z',
  newest: '2026-01-15T08:30:00.000Z',
  lastContact: '2026-01-15T09:00:00.000Z',
};

/** A server's memory that a test changes. */
class Devices implements UnsentDevices {
  known: DeviceUnsent[];
  fault: SamspilError | undefined;
  constructor(...known: DeviceUnsent[]) {
    this.known = known;
  }
  async elsewhere() {
    if (this.fault) throw this.fault;
    return this.known;
  }
  async noted(device: string) {
    if (this.fault) throw this.fault;
    this.known = this.known.filter((one) => one.device !== device);
  }
  close = () => undefined;
}

async function shown(unsentDevices: UnsentDevices | undefined): Promise<WorkplaceElsewhere> {
  const desktop = fakeDesktop({ ...(unsentDevices && { unsentDevices }) });
  return fixture<WorkplaceElsewhere>(
    html`<workplace-elsewhere .desktop=${desktop} locale="da"></workplace-elsewhere>`,
  );
}

const notices = (element: WorkplaceElsewhere) => element.renderRoot.querySelectorAll('.notice.warn');

describe('workplace-elsewhere', () => {
  it('says what another device has not sent, since when, and what to do', async () => {
    const element = await shown(new Devices(PHONE));
    await waitUntil(() => notices(element).length === 1);
    const text = words(element);
    expect(text).to.contain('2 registreringer er ikke sendt fra en anden enhed');
    expect(text).to.contain('Log ind på den enhed');
    expect(text).to.contain('registrér det igen i EPJ');
    await expect(element).to.be.accessible();
  });

  it('is silent where there is nothing, where the server does not remember, and where it cannot be asked', async () => {
    const unreachable = new Devices(PHONE);
    unreachable.fault = new SamspilError('network', 'down');
    for (const devices of [new Devices(), undefined, unreachable]) {
      const element = await shown(devices);
      await element.updateComplete;
      expect(notices(element)).to.have.length(0);
    }
  });

  it('is gone once she knows, one device at a time', async () => {
    const element = await shown(new Devices(PHONE, { ...PHONE, device: 'tablet-0002', count: 1 }));
    await waitUntil(() => notices(element).length === 2);
    notices(element)[0]?.querySelector('button')?.click();
    await waitUntil(() => notices(element).length === 1);
    expect(words(element)).to.contain('1 registrering er ikke sendt');
  });

  it('stays when that could not be noted, and says why', async () => {
    const devices = new Devices(PHONE);
    const element = await shown(devices);
    await waitUntil(() => notices(element).length === 1);
    devices.fault = new SamspilError('network', 'down');
    notices(element)[0]?.querySelector('button')?.click();
    await waitUntil(() => element.renderRoot.querySelector('.notice.danger'));
    expect(notices(element)).to.have.length(1);
  });
});
