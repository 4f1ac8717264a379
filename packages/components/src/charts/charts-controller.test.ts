import { expect, fixture } from '@open-wc/testing';
import { html, LitElement, type TemplateResult } from 'lit';
import { ChartsController } from './charts-controller.ts';
import { loadCharts } from './load-charts.ts';

let fetched = 0;
let isCut = true;

class ChartHost extends LitElement {
  readonly charts = new ChartsController(this, {
    specs: () => [
      {
        name: 'pulse',
        data: {
          times: [1, 2],
          columns: [{ values: [60, 70], shape: 'circle', color: 'text' }],
          joins: 'line',
        },
        time: { from: 0, to: 3000 },
        values: [40, 100],
        bands: [],
        locale: 'da',
        height: 100,
      },
    ],
    onPoint: () => undefined,
    fetch: () => {
      fetched += 1;
      return isCut ? Promise.reject(new TypeError('no connection')) : loadCharts();
    },
  });

  protected override render(): TemplateResult {
    return html`<p>${this.charts.isUnavailable ? 'without' : 'with'}</p>
      <div data-plot="pulse"></div>`;
  }
}
customElements.define('test-chart-host', ChartHost);

describe('charts without a connection', () => {
  it('an element goes on without its charts, says so, and asks again with the next reading only', async () => {
    const element = await fixture<ChartHost>(html`<test-chart-host></test-chart-host>`);
    const text = () => element.shadowRoot?.querySelector('p')?.textContent;
    const turns = async () => {
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve));
    };
    await turns();
    expect(text()).to.equal('without');
    expect(element.shadowRoot?.querySelector('canvas')).not.to.exist;
    const before = fetched;
    await turns();
    expect(fetched, 'nothing is asked for without a reason').to.equal(before);
    isCut = false;
    element.requestUpdate();
    await loadCharts();
    await turns();
    expect(fetched).to.equal(before + 1);
    expect(text()).to.equal('with');
    expect(element.shadowRoot?.querySelector('canvas')).to.exist;
  });
});
