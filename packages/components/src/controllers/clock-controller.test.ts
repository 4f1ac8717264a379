import { expect, fixture } from '@open-wc/testing';
import { html, LitElement } from 'lit';
import { ClockController } from './clock-controller.ts';

class ClockFace extends LitElement {
  static override properties = { now: { type: Number } };
  declare now: number | undefined;
  readonly clock = new ClockController(this);
  draws = 0;

  protected override render() {
    this.draws += 1;
    return html`${this.clock.now}`;
  }
}
customElements.define('test-clock-face', ClockFace);

describe('the present of an element', () => {
  const tickers: (() => void)[] = [];
  let stopped = 0;
  const { setInterval: start, clearInterval: stop } = globalThis;

  beforeEach(() => {
    globalThis.setInterval = ((tick: () => void) => tickers.push(tick)) as unknown as typeof setInterval;
    globalThis.clearInterval = () => (stopped += 1);
  });
  afterEach(() => {
    globalThis.setInterval = start;
    globalThis.clearInterval = stop;
  });

  it('is drawn anew as time passes; one that was set stands still; and it stops with the element', async () => {
    const face = await fixture<ClockFace>('<test-clock-face></test-clock-face>');
    expect(Date.now() - face.clock.now).to.be.within(0, 60_000);
    tickers.at(-1)?.();
    await face.updateComplete;
    expect(face.draws).to.equal(2);
    face.now = 7;
    await face.updateComplete;
    expect(face.shadowRoot?.textContent).to.equal('7');
    tickers.at(-1)?.();
    await face.updateComplete;
    expect(face.draws).to.equal(3);
    face.remove();
    expect(stopped).to.equal(1);
  });
});
