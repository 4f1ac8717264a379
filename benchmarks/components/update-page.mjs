/** The page in which one value changes: our elements beside each other, and a twin of each in plain Lit. */
import './still-clock.mjs';
import { LitElement } from 'lit';
import '../../packages/components/src/define/allergies.ts';
import '../../packages/components/src/define/conditions.ts';
import '../../packages/components/src/define/lab-results.ts';
import '../../packages/components/src/define/medication-list.ts';
import '../../packages/components/src/define/patient-banner.ts';
import { ConditionsByHand } from './conditions-by-hand.mjs';
import { conditions } from './list-records.mjs';
import { record } from './overview-records.mjs';
import { untilPainted } from './painted.mjs';
import { planOf, twinClass, written } from './twin.mjs';

const given = record();
const changed = (list, index, change) =>
  list.map((each, at) => (at === index ? { ...each, ...change } : each));

/** Each with what it shows first, and the same with one value changed. */
const PARTS = {
  'samspil-patient-banner': [
    { patient: given.patient, allergies: given.allergies },
    { patient: { ...given.patient, gender: 'unknown' } },
  ],
  'samspil-conditions': listOf(conditions(50), 20, { code: { text: 'Migræne' } }),
  'samspil-allergies': listOf(given.allergies, 0, { code: { text: 'Latex' } }),
  'samspil-lab-results': listOf(given.laboratory, 20, { valueQuantity: { value: 77, unit: 'mmol/L' } }),
  'samspil-medication-list': listOf(given.medication, 0, {
    medicationCodeableConcept: { text: 'Ibuprofen' },
  }),
};

function listOf(resources, index, change) {
  return [{ resources }, { resources: changed(resources, index, change) }];
}

const renders = new Map();
const ours = {};
const twins = {};
const states = {};
let byHand;

/** Counts every render of every element on the page, ours and Lit's own. */
function countRenders() {
  const { update } = LitElement.prototype;
  Object.defineProperty(LitElement.prototype, 'update', {
    value(...args) {
      renders.set(this, (renders.get(this) ?? 0) + 1);
      return update.apply(this, args);
    },
  });
}

async function laidOut(element) {
  await element.updateComplete;
  element.getBoundingClientRect();
}

/** A clock of a tenth of a millisecond is too coarse for one change. */
const TIMES = 11;

/** From one state to the other and back, an odd number of times, each until it is laid out. */
async function timed(element, from, to) {
  // All stand on the page; only this one is in sight, at the same place as its twin.
  for (const each of document.body.children) each.hidden = each !== element;
  await untilPainted(() => undefined);
  await untilPainted(() => undefined);
  const start = performance.now();
  for (let time = 0; time < TIMES; time++) {
    Object.assign(element, time % 2 === 0 ? to : from);
    await laidOut(element);
  }
  return (performance.now() - start) / TIMES;
}

globalThis.bench = {
  async prepare() {
    countRenders();
    for (const [tag, both] of Object.entries(PARTS)) {
      const element = document.createElement(tag);
      document.body.append(element);
      states[tag] = [];
      for (const values of both) {
        Object.assign(element, values);
        await laidOut(element);
        await untilPainted(() => undefined);
        states[tag].push({ values, plan: planOf(element), written: written(element.shadowRoot) });
      }
      if (states[tag][0].written === states[tag][1].written) throw new Error(`${tag} shows no change`);
      const twin = tag.replace('samspil', 'twin');
      customElements.define(twin, twinClass(element.constructor.elementStyles));
      ours[tag] = element;
      twins[tag] = Object.assign(document.createElement(twin), { plan: states[tag][1].plan });
      document.body.append(twins[tag]);
    }
    prepareByHand();
    return Object.keys(PARTS);
  },
  ours: (tag, state) => changedTo(ours[tag], tag, state, ({ values }) => values),
  byHand: (tag, state) => changedTo(byHand, tag, state, ({ values }) => values),
  twins: (tag, state) => changedTo(twins[tag], tag, state, ({ plan }) => ({ plan })),
};

/** The one that a developer would write: it is given the same resources as ours. */
function prepareByHand() {
  ConditionsByHand.styles = ours['samspil-conditions'].constructor.elementStyles;
  customElements.define('conditions-by-hand', ConditionsByHand);
  byHand = Object.assign(
    document.createElement('conditions-by-hand'),
    states['samspil-conditions'][1].values,
  );
  document.body.append(byHand);
}

/** How long it took, and how often any other element of ours rendered meanwhile. */
async function changedTo(element, tag, state, valuesOf) {
  renders.clear();
  const ms = await timed(element, valuesOf(states[tag][1 - state]), valuesOf(states[tag][state]));
  const [is, expected] = [written(element.shadowRoot), states[tag][state].written];
  if (is !== expected) {
    const at = [...expected].findIndex((sign, index) => sign !== is[index]);
    const [shows, does] = [is, expected].map((text) => text.slice(Math.max(0, at - 60), at + 60));
    throw new Error(`${element.localName} does not show what ${tag} does: ${shows} instead of ${does}`);
  }
  await untilPainted(() => undefined);
  return { ms, others: [...renders.keys()].filter((each) => each !== element).length };
}
