/** The page in which both sides draw: our element, and uPlot as a developer would use it. */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import '../../packages/components/src/define/vitals-chart.ts';
import { observations, pickedOut } from './chart-records.mjs';
import { untilPainted } from './painted.mjs';

const element = Object.assign(document.createElement('samspil-vitals-chart'), {
  birthDate: '1950-01-01',
  period: 'all',
  resources: [],
});
const hand = document.createElement('div');
document.body.append(element, hand);
let text = '';
let picked = [];
let plots = [];

const canvases = (root) => [...root.querySelectorAll('canvas')];
const frames = async () => {
  for (let turn = 0; turn < 3; turn++) await untilPainted(() => undefined);
};

/** Only one side stands in the page while it is timed; the other would be laid out and painted with it. */
async function alone(shown) {
  element.resources = [];
  for (const plot of plots) plot.destroy();
  plots = [];
  element.hidden = shown !== element;
  hand.hidden = shown !== hand;
  await frames();
  globalThis.gc();
}

function drawByHand(series) {
  plots = series.map((columns) => {
    const place = document.createElement('div');
    hand.append(place);
    const lines = columns.slice(1).map(() => ({ stroke: '#0b5688', width: 1.5 }));
    const size = { width: 1020, height: 132 };
    return new uPlot({ ...size, legend: { show: false }, series: [{}, ...lines] }, columns, place);
  });
}

/** Both sides must have drawn all five. */
function checked(root, ms) {
  const drawn = canvases(root).filter(({ width, height }) => width > 500 && height > 50);
  if (drawn.length !== 5) throw new Error(`${drawn.length} of 5 charts were drawn`);
  for (const canvas of drawn) {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    if (!data.some((value) => value !== 0)) throw new Error('a chart is empty');
  }
  return ms;
}

globalThis.bench = {
  async prepare(points) {
    const list = observations(points);
    text = JSON.stringify(list);
    picked = pickedOut(list);
    // The library comes with the first chart: from then on both sides have it.
    element.resources = list.slice(0, 60);
    while (canvases(element.shadowRoot).length < 5) await untilPainted(() => undefined);
  },
  async ours() {
    const list = JSON.parse(text);
    await alone(element);
    const ms = await untilPainted(() => (element.resources = list));
    return checked(element.shadowRoot, ms);
  },
  async bare() {
    const list = JSON.parse(text);
    await alone(hand);
    return checked(hand, await untilPainted(() => drawByHand(pickedOut(list))));
  },
  async arrays() {
    await alone(hand);
    return checked(hand, await untilPainted(() => drawByHand(picked)));
  },
  /** From all of it to the last week, by the element's own button. */
  async zoomOurs() {
    await alone(element);
    element.period = 'all';
    element.resources = JSON.parse(text);
    await frames();
    globalThis.gc();
    return checked(element.shadowRoot, await untilPainted(() => (element.period = '7d')));
  },
  async zoomBare() {
    await alone(hand);
    drawByHand(picked);
    await frames();
    globalThis.gc();
    const [max] = picked[0][0].slice(-1);
    const min = max - 7 * 86_400;
    return checked(
      hand,
      await untilPainted(() => {
        for (const plot of plots) plot.setScale('x', { min, max });
      }),
    );
  },
};
