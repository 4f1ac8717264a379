import { expect, waitUntil } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import type { DiagnosticReport, Observation } from 'fhir/r4';
import '../../define/lab-results.ts';
import { flag, NPU_SYSTEM, potassium, result } from '../../testing/build-result.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { brokenVariants } from '../../testing/hostile.ts';
import {
  all,
  contextWith,
  find,
  listContract,
  listElement,
  openAll,
  shown,
  type ListElement,
} from '../../testing/list-contract.ts';
import lab from '../../testing/sample-lab.json';
import { sampleLab } from '../../testing/samples.ts';
import type { SamspilLabResults } from './lab-results.ts';

const tag = 'samspil-lab-results';
type Resource = Observation | DiagnosticReport;
const make = (...resources: Resource[]) => listElement(tag, { resources });
const report = (id: string, results: string[], more: Partial<DiagnosticReport> = {}): DiagnosticReport => ({
  resourceType: 'DiagnosticReport',
  id,
  status: 'final',
  code: { text: 'Blodprøver' },
  category: [{ coding: [{ code: 'LAB' }] }],
  effectiveDateTime: '2024-11-21T07:10:00Z',
  result: results.map((each) => ({ reference: `Observation/${each}` })),
  ...more,
});
const texts = (element: ListElement, selector: string) => all(element, selector).map((each) => words(each));

describe(tag, () => {
  listContract({
    tag,
    types: 2,
    // One row is one analysis.
    another: (sample, index) => ({ ...(sample as Observation), code: { text: `Nr. ${index}` } }),
    samples: () =>
      [
        {
          ...sampleLab('ElseKalium'),
          ...flag('L'),
          referenceRange: [{ low: { value: 3.5 }, text: '3,5 til 4,4' }],
        },
        {
          ...sampleLab('ElseUrinStix'),
          note: [{ text: 'Set' }],
          component: [{ code: { text: 'Nitrit' }, valueBoolean: true }],
        },
      ] as Observation[],
    empty: { da: 'Ingen laboratoriesvar', sv: 'Inga provsvar', en: 'No laboratory results' },
    each: '.result',
    failed: 'Laboratoriesvar kunne ikke hentes',
  });

  it('shows the published examples of DK Core: the report with its results in its order', async () => {
    const { ElseHomeNursingMeasurements: _nursing, ...laboratory } = lab;
    const element = await make(...(Object.values(laboratory) as Resource[]));
    expect(texts(element, 'h3')).to.deep.equal(['Laboratory report', 'Enkelte svar']);
    expect(texts(element, 'b.name')).to.deep.equal(['INR', 'Kalium', 'Natrium', 'Leukocytter, urin']);
    expect(texts(element, '.cell.value dd')).to.deep.equal([
      '1',
      '3 mmol/l',
      '150 mmol/l',
      'Påviselige leukocytter',
    ]);
    await openAll(element);
    expect(words(find(element, '.entry .facts'))).to.contain('NPU-kode NPU01685');
  });

  it('a report of whatever shape stands in the page, and its code and status as they came', async () => {
    const sample = { ...sampleLab('ElseLaboratoryReport'), conclusion: 'Set' } as DiagnosticReport;
    const element = await make();
    const variants = brokenVariants(sample);
    for (let from = 0; from < variants.length; from += 100) {
      element.resources = variants.slice(from, from + 100);
      await element.updateComplete;
      expect(all(element, '.report'), `from ${from}`).to.have.length(element.resources.length);
    }
  });

  it('one row is one analysis with its latest result; the earlier ones stand beside it and in its table', async () => {
    const element = await make(
      potassium('a', 3.9, '2024-11-19T07:00:00Z'),
      potassium('b', 2.4, '2024-11-21T07:00:00+01:00'),
      potassium('c', 3.3, '2024-11-20'),
      {
        ...potassium('d', 3, ''),
        code: { coding: [{ system: 'urn:oid:1.2.208.176.2.1', code: 'NPU03230' }] },
      },
    );
    expect(texts(element, '.cell.value dd')).to.deep.equal(['2,4 mmol/l']);
    expect(words(find(element, '.before'))).to.equal('Før 3,3 mmol/l');
    await openAll(element);
    expect(texts(element, '.result .number')).to.deep.equal(['2,4', '3,3', '3,9', '3']);
    expect(find(element, '.spark')?.getAttribute('aria-label')).to.match(
      /^Udvikling i Kalium, 3 svar fra 19\.11\.2024 .* til /,
    );
    const dots = all(element, '.spark .dots').map((path) => path.getAttribute('d')?.match(/h0/g)?.length);
    expect(dots).to.deep.equal([2, 1]);
  });

  it('all results of an analysis are drawn when it is opened, a hundred at once, and on paper', async () => {
    const day = (index: number) => new Date(Date.UTC(2024, 0, 1) - index * 86_400_000).toISOString();
    const many = Array.from({ length: 130 }, (_each, index) => potassium(`k${index}`, 4, day(index)));
    const element = await make(...many);
    expect(all(element, '.result')).to.be.empty;
    await emulateMedia({ media: 'print' });
    try {
      await waitUntil(() => all(element, '.result').length === 100);
    } finally {
      await emulateMedia({ media: 'screen' });
    }
    await waitUntil(() => all(element, '.result').length === 0);
    find(element, '.entry summary')?.click();
    await settled(element);
    expect(all(element, '.result')).to.have.length(100);
    expect(words(find(element, '.entry .more'))).to.contain('Viser 100 af 130');
    find(element, '.entry .more button')?.click();
    await settled(element);
    expect(all(element, '.result')).to.have.length(130);
  });

  it('the curves below the first screen come a frame after it, and their place is kept until then', async () => {
    const twice = (index: number) =>
      ['2024-11-19', '2024-11-20'].map((day) =>
        potassium(`${index} ${day}`, 4, day, { code: { text: `Nr. ${index}` } }),
      );
    const element = document.createElement(tag);
    element.resources = Array.from({ length: 30 }, (_each, index) => twice(index)).flat();
    document.body.append(element);
    await element.updateComplete;
    expect(all(element, 'svg.spark')).to.have.length(20);
    expect(all(element, '.spark')).to.have.length(30);
    await waitUntil(() => all(element, 'svg.spark').length === 30);
    element.remove();
  });

  it('results that name no analysis are never taken for the same; nor is one unit drawn with another', async () => {
    const element = await make(result('a', { code: {} }), result('b', { code: {} }));
    expect(texts(element, 'b.name')).to.deep.equal(['Analyse ikke angivet', 'Analyse ikke angivet']);
    const mixed = await make(
      potassium('a', 3.9, '2024-11-19'),
      potassium('b', 39, '2024-11-20', { valueQuantity: { value: 39, unit: 'mg/L' } }),
    );
    expect(find(mixed, '.spark')).to.equal(null);
    expect(words(find(mixed, '.before'))).to.equal('Før 3,9 mmol/l');
  });

  it('what is critical is said above all panels too, and keeps its place; an earlier one does not', async () => {
    const element = await make(
      result('Zink', { valueInteger: 1 }),
      potassium('a', 2.1, '2024-11-21T07:00:00Z', flag('LL')),
      result('Natrium', { valueInteger: 140 }),
      result('Natrium', { id: 'old', valueInteger: 100, effectiveDateTime: '2020-01-01', ...flag('AA') }),
    );
    expect(texts(element, '.critical li')).to.have.length(1);
    expect(words(find(element, '.critical'))).to.match(/^1 kritisk svar Kalium 2,1 mmol\/l 21\.11\.2024/);
    expect(texts(element, 'b.name')).to.deep.equal(['Zink', 'Kalium', 'Natrium']);
  });

  it('what is entered in error is never the latest of its analysis, and never hidden', async () => {
    const element = await make(
      potassium('a', 3.9, '2024-11-19'),
      potassium('b', 9.9, '2024-11-20', { status: 'entered-in-error', ...flag('HH') }),
      report('r', [], { status: 'entered-in-error' }),
    );
    expect(texts(element, '[data-group="single"] .cell.value dd')).to.deep.equal(['3,9 mmol/l']);
    expect(find(element, '.critical')).to.equal(null);
    expect(shown(element)).to.contain('Fejlregistrerede (2)').and.not.to.contain('9,9');
  });

  it('a panel says how far its report is, its conclusion, and what of it was not read', async () => {
    const element = await make(
      potassium('a', 3.9, '2024-11-19'),
      report('r', ['a', 'b', 'c'], {
        status: 'partial',
        conclusion: 'Følges',
        effectiveDateTime: '2024-11-22',
      }),
      report('old', ['a'], { effectiveDateTime: '2020-01-01' }),
      report('x', ['z'], { code: { text: 'Røntgen' }, category: [{ coding: [{ code: 'RAD' }] }] }),
    );
    expect(words(find(element, '.panel'))).to.match(/^Blodprøver 22\.11\.2024 Delvist svar 2 rapporter/);
    expect(shown(element))
      .to.contain('Konklusion Følges')
      .and.to.contain('2 svar i rapporten er ikke hentet')
      .and.to.contain('Andre svar (1)')
      .and.not.to.contain('Røntgen');
  });

  it('results that a report contains are shown as its own', async () => {
    const inside = { ...result('in', { valueInteger: 7 }) };
    const element = await make(report('r', [], { contained: [inside], result: [{ reference: '#in' }] }));
    expect(texts(element, '[data-group="panel-0"] .cell.value dd')).to.deep.equal(['7']);
  });

  it('reads laboratory results, or all where results have no category', async () => {
    const context = contextWith();
    const element = (await listElement(tag, { context })) as ListElement & SamspilLabResults;
    expect(context.fhir.searches[0]?.parameters?.category).to.equal('laboratory');
    element.category = '';
    await element.updateComplete;
    expect(context.fhir.searches.at(-2)?.parameters).not.to.have.property('category');
  });

  it('TBL-01 TBL-04 headings stay in view on a wide screen; each cell carries its own; narrow shows a list', async () => {
    const element = await make(potassium('a', 3.9, '2024-11-19'));
    element.style.width = '1200px';
    const heads = find(element, '.heads');
    expect(heads && getComputedStyle(heads).position).to.equal('sticky');
    expect(texts(element, '.cell dt')).to.deep.equal([
      'Analyse',
      'Svar',
      'Referenceinterval',
      'Prøvetid',
      'Tidligere',
    ]);
    expect(texts(element, '.heads span')).to.deep.equal(texts(element, '.cell dt'));
    element.style.width = '390px';
    expect(find(element, '.heads')?.checkVisibility()).to.be.false;
  });

  it('is accessible with panels, flags, a choice of units and history open', async () => {
    const element = await make(
      ...(Object.values(lab) as Resource[]),
      potassium('a', 2.1, '2024-11-21', flag('LL')),
      result('g', {
        code: { coding: [{ system: NPU_SYSTEM, code: 'NPU22089' }] },
        valueQuantity: { value: 5, code: 'mmol/L' },
        ...flag('H'),
      }),
    );
    element.style.width = '1000px';
    await openAll(element);
    await expectAccessible(element);
  });
});
