import { FramePage } from '../../browser/command.ts';
import { FHIR } from '../../authorization-server.ts';
import { openHospital } from '../standalone-network.ts';
import type { Mode, OpenOptions, RunningMode } from './mode.ts';
import { records } from './workplace.ts';

const PAGE = new URL('../page.html', import.meta.url).href;
const AUTHORIZE = new URL('../authorize.html', import.meta.url).href;

/** Only a page that asks the server itself can find that it does not answer. */
export interface RunningAlone extends RunningMode {
  readonly setReached: (isReached: boolean) => void;
}

/**
 * Alone, in a page that nobody embeds as a plugin: a real SMART launch, session, and outbox in its worker. That the page
 * lies in a frame of the test is the test's affair; it has no port and no nonce.
 */
export const standalone: Omit<Mode, 'open'> & { open(options?: OpenOptions): Promise<RunningAlone> } = {
  name: 'standalone',
  async open({ view, isExpectedToFail = false } = {}) {
    sessionStorage.clear();
    const hospital = await openHospital(records, AUTHORIZE);
    hospital.view = view;
    Object.assign(window, { contract: hospital.contract });
    const window_ = document.createElement('iframe');
    document.body.append(window_);
    let page = await launch(PAGE);

    async function launch(address: string): Promise<FramePage> {
      window_.src = address;
      // On the way to the authorization server and back the page is loaded twice; only the second one gets to run.
      let opened = new FramePage(window_);
      await opened.ready;
      opened = new FramePage(window_);
      await opened.ready;
      if (!isExpectedToFail) await opened.tell('tell', 'about');
      return opened;
    }

    /** As a browser does when the tab goes to the background. */
    function setShown(isShown: boolean): void {
      const opened = window_.contentDocument;
      Object.defineProperty(opened, 'visibilityState', {
        configurable: true,
        value: isShown ? 'visible' : 'hidden',
      });
      opened?.dispatchEvent(new Event('visibilitychange'));
    }

    const asked = hospital.ward.asked.length;
    return {
      surroundings: 'standalone',
      offers: ['dirty', 'drafts', 'repair', 'notify', 'confirm', 'download', 'print', 'shortcuts'],
      get asked() {
        return hospital.ward.asked.slice(asked);
      },
      get written() {
        return hospital.journal.journal
          .filter(({ resource }) => resource.resourceType === 'Observation')
          .map(({ resource }) => JSON.stringify(resource).match(/Patient\/(\w+)/)?.[1] ?? '');
      },
      tell: (name, ...given) => page.tell('tell', name, ...given),
      async changePatient(patient) {
        hospital.patient = patient;
        page = await launch(`${PAGE}?iss=${encodeURIComponent(FHIR)}&launch=${patient}`);
      },
      endLease: async () => void (await page.tell('tell', 'close')),
      setShown,
      next: 'close',
      beginChange: async () => setShown(false),
      setLocale: (locale) => {
        if (window_.contentDocument) window_.contentDocument.documentElement.lang = locale;
      },
      setOnline: (isOnline) => {
        window_.contentWindow?.dispatchEvent(new Event(isOnline ? 'online' : 'offline'));
      },
      setReached: (isReached) => {
        const lost = () => Promise.reject(new TypeError('Failed to fetch'));
        hospital.ward.hold = isReached ? undefined : lost;
      },
      // The journal takes what the outbox sends it.
      accept: () => undefined,
      refuseNext: () => {
        const issue = { code: 'value', expression: ['Bundle.entry[0].resource.code'] };
        hospital.journal.faults.push({ status: 422, issue });
      },
      repair: async (receipt) => void (await page.tell('tell', 'askRepair', receipt)),
      failure: async () => ((await page.tell('failure')) as { code: string }).code,
      close: async () => void (await page.tell('close')),
      async leftovers() {
        const views = (await page.tell('left')) as number;
        window_.remove();
        hospital.close();
        return views > 0 ? [`${views} views`] : [];
      },
    };
  },
};
