import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../define.ts';
import { fakeDesktop, words } from '../testing/fake-desktop.ts';
import type { WorkplaceChart } from './workplace-chart.ts';

describe('workplace-chart', () => {
  afterEach(() => setViewport({ width: 800, height: 600 }));

  it('keeps who the patient is in sight, wherever one has scrolled to: in full on a large screen, in brief on a low or narrow one', async () => {
    const desktop = fakeDesktop();
    desktop.serve(({ path }) =>
      path.startsWith('Patient/')
        ? { resourceType: 'Patient', id: 'p1', name: [{ family: 'Søndervang', given: ['Else'] }] }
        : [],
    );
    const chart = await fixture<WorkplaceChart>(
      html`<workplace-chart .desktop=${desktop} .locale=${'da'}></workplace-chart>`,
    );
    chart.renderRoot.querySelector<HTMLElement>('.columns')?.style.setProperty('min-height', '300vh');
    await desktop.host.setContext({ patient: 'p1' });
    const banner = chart.renderRoot.querySelector('samspil-patient-banner');
    await waitUntil(() => words(banner).includes('Søndervang, Else'));
    for (const [width, height, form] of [
      [1280, 900, 'full'],
      [1280, 600, 'micro'],
      [390, 844, 'micro'],
    ] as const) {
      await setViewport({ width, height });
      await waitUntil(() => banner?.form === form);
      globalThis.scrollTo({ top: height });
      expect(globalThis.scrollY, 'scrolled').to.be.above(0);
      expect(banner?.getBoundingClientRect().top, `${width} × ${height}`).to.be.within(-1, 1);
    }
  });
});
