/** The page in which a chart is opened: our elements, and their twins in plain Lit. */
import './still-clock.mjs';
import uPlot from 'uplot';
import '../../packages/components/src/define/allergies.ts';
import '../../packages/components/src/define/lab-results.ts';
import '../../packages/components/src/define/medication-list.ts';
import '../../packages/components/src/define/patient-banner.ts';
import '../../packages/components/src/define/task-list.ts';
import '../../packages/components/src/define/vitals-chart.ts';
import { loadCharts } from '../../packages/components/src/charts/load-charts.ts';
import { pickedOut } from './chart-records.mjs';
import { record } from './overview-records.mjs';
import { untilPainted } from './painted.mjs';
import { planOf, twinClass, written } from './twin.mjs';

const given = record();
const PARTS = {
  'samspil-patient-banner': { patient: given.patient, allergies: given.allergies },
  'samspil-vitals-chart': { resources: given.vitals, birthDate: given.patient.birthDate, period: 'all' },
  'samspil-lab-results': { resources: given.laboratory },
  'samspil-medication-list': { resources: given.medication },
  'samspil-allergies': { resources: given.allergies },
  'samspil-task-list': { resources: given.tasks },
};
const tags = Object.keys(PARTS);
const twinTag = (tag) => tag.replace('samspil', 'twin');
const columns = pickedOut(given.vitals);
const plans = {};
const sameAs = {};

/** What uPlot needs to show the same points, and no more. */
function drawByHand(root) {
  for (const [index, place] of [...root.querySelectorAll('[data-plot]')].entries()) {
    const data = columns[index % columns.length];
    const lines = data.slice(1).map(() => ({ stroke: '#0b5688', width: 1.5 }));
    const { clientWidth: width, clientHeight: height } = place;
    new uPlot({ width, height, legend: { show: false }, series: [{}, ...lines] }, data, place);
  }
}

const oneOf = (tag) => Object.assign(document.createElement(tag), PARTS[tag]);
const twinOf = (tag) => Object.assign(document.createElement(twinTag(tag)), { plan: plans[tag] });

/** The whole page, laid out, and how long that took. */
async function opened(make) {
  const place = document.createElement('main');
  const start = performance.now();
  place.append(...tags.map(make));
  document.body.append(place);
  await Promise.all([...place.children].map((element) => element.updateComplete));
  place.getBoundingClientRect();
  return { place, ms: performance.now() - start };
}

async function timed(make) {
  const { place, ms } = await opened(make);
  await untilPainted(() => undefined);
  for (const [index, element] of [...place.children].entries()) expectSame(element, tags[index]);
  const drawn = place.children[1].shadowRoot.querySelectorAll('canvas').length;
  if (drawn !== 5) throw new Error(`${drawn} of 5 charts were drawn by ${place.children[1].localName}`);
  place.remove();
  await untilPainted(() => undefined);
  return ms;
}

function expectSame(element, tag) {
  const [is, was] = [written(element.shadowRoot), sameAs[tag]];
  const at = [...is].findIndex((sign, index) => sign !== was[index]);
  if (is !== was)
    throw new Error(
      `${element.localName} is not the same DOM as ${tag}: ${is.slice(at - 80, at + 80)} WAS ${was.slice(at - 80, at + 80)}`,
    );
}

globalThis.bench = {
  /** Our elements once, to make their twins; the chart library is here from now on. */
  async prepare() {
    await loadCharts();
    const { place } = await opened(oneOf);
    for (let turn = 0; turn < 5; turn++) await untilPainted(() => undefined);
    for (const element of place.children) {
      const tag = element.localName;
      plans[tag] = planOf(element);
      sameAs[tag] = written(element.shadowRoot);
      const draw = tag === 'samspil-vitals-chart' ? drawByHand : undefined;
      customElements.define(twinTag(tag), twinClass(element.constructor.elementStyles, draw));
    }
    const nodes = [...place.children].map((each) => each.shadowRoot.querySelectorAll('*').length);
    place.remove();
    return Object.fromEntries(tags.map((tag, index) => [tag, nodes[index]]));
  },
  ours: () => timed(oneOf),
  twins: () => timed(twinOf),
};
