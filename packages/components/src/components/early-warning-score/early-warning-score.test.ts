import { expect, waitUntil } from '@open-wc/testing';
import { SamspilError } from '@samspil/sdk';
import type { Observation } from 'fhir/r4';
import '../../define/early-warning-score.ts';
import { locales } from '../../locales/index.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { expectFits } from '../../testing/expect-fits.ts';
import { brokenVariants, markup, wasRun, withMarkup } from '../../testing/hostile.ts';
import { all, find, shown } from '../../testing/list-contract.ts';
import { scaleOrder } from '../../testing/sample-orders.ts';
import { sampleObservations } from '../../testing/sample-observations.ts';
import { ageText } from './render-result.ts';

import {
  tag,
  ill,
  withoutPulse,
  make,
  given,
  total,
  row,
  points,
  button,
  withPatient,
} from '../../testing/sample-score.ts';

const regional = {
  id: 'region-x',
  name: 'Region X',
  version: '1',
  verified: false,
  credit: 'Region X',
  windowMinutes: 60,
  parameters: [
    {
      key: 'pulse',
      unit: '/min',
      decimals: 0,
      bands: [
        { max: 100, points: 0 },
        { min: 101, points: 3 },
      ],
    },
  ],
  responses: [
    {
      min: 0,
      level: 'act',
      monitoring: '30',
      tone: 'warn',
      priority: 'asap',
      repeatMinutes: 30,
      says: { da: 'Ring til vagthavende' },
      repeat: { da: 'Mål igen om 30 minutter' },
    },
  ],
};

/** Three points by scale 1, six by scale 2. */
const calm = {
  ...ill,
  respiratoryRate: 20,
  oxygenSaturation: 97,
  systolic: 124,
  pulse: 96,
  temperature: 37.2,
};

describe(tag, () => {
  it('shows the total, each parameter with value, unit, time and points, the scale, and what to do next', async () => {
    const element = await given();
    expect(total(element)).to.equal('10');
    expect(find(element, '.total')?.getAttribute('aria-label')).to.equal('Samlet score 10 af 20');
    expect(points(element)).to.deep.equal(['2', '2', '2', '1', '2', '0', '1']);
    expect(row(element, 'temperature'))
      .to.contain('Temperatur')
      .and.to.contain('38,3 °C')
      .and.to.contain('kl.');
    expect(row(element, 'oxygen')).to.contain('Ilt');
    expect(shown(element))
      .to.contain('Høj risiko: akut tilkald')
      .and.to.contain('Kontinuerlig overvågning')
      .and.to.contain('SpO2-skala 1')
      .and.to.contain('NEWS2: Royal College of Physicians, 2017')
      .and.to.contain('for 6 minutter siden');
    expect(find(element, '.result')?.className).to.contain('alarm');
    expect(find(element, '.result svg'), 'a shape beside the colour').to.exist;
  });

  it('is never a total while a parameter is missing: no number, no tone, no task', async () => {
    const element = await given(withoutPulse);
    expect(total(element)).to.equal('–');
    expect(find(element, '.result')?.className.trim()).to.equal('result none');
    expect(shown(element)).to.contain('Ufuldstændig: mangler puls').and.not.to.contain('risiko');
    expect(row(element, 'pulse')).to.contain('Mangler');
    expect(button(element)).to.equal(null);
    expect(points(element)[0], 'points of the others are shown').to.equal('2');
  });

  it('does not mix two moments: what was measured too long before the rest is missing, and says when', async () => {
    const element = await make({
      resources: [...sampleObservations(withoutPulse, 0.1), ...sampleObservations({ pulse: 70 }, 30)],
    });
    expect(total(element)).to.equal('–');
    expect(row(element, 'pulse')).to.contain('Mangler: seneste måling er fra');
  });

  it('uses scale 2 only where it is set, and says which one was used', async () => {
    expect(total(await given(calm))).to.equal('3');
    const element = await given(calm, { scale: '2' });
    expect(total(element)).to.equal('6');
    expect(shown(element)).to.contain('SpO2-skala 2 (mål 88-92 %)');
  });

  it('takes scale 2 where the record orders it, and says when it could not be read whether it does', async () => {
    for (const [orders, text] of [
      [[scaleOrder()], '6'],
      [
        [
          scaleOrder({ status: 'revoked' }),
          scaleOrder({ doNotPerform: true }),
          scaleOrder({ code: { text: 'x' } }),
        ],
        '3',
      ],
    ] as const) {
      const context = withPatient(...sampleObservations(calm, 0.1));
      context.fhir.resources.push(...orders);
      expect(total(await make({ context }))).to.equal(text);
    }
    const context = withPatient(...sampleObservations(calm, 0.1));
    context.fhir.search = () => {
      throw new SamspilError('denied', 'Not for this app.');
    };
    const element = await make({ context });
    expect(total(element)).to.equal('3');
    expect(shown(element)).to.contain('Om SpO2-skala 2 er ordineret, kunne ikke læses');
  });

  it('has no total for a person the score is not made for, and says why', async () => {
    for (const [more, text] of [
      [{ birthDate: '2020-01-01' }, 'Gælder kun for patienter på 16 år og derover'],
      [{ birthDate: undefined }, 'Alder ukendt: scoren kan ikke bruges'],
      [{ pregnant: true }, 'Gælder ikke for gravide'],
    ] as const) {
      const element = await given(ill, more);
      expect(total(element)).to.equal('–');
      expect(shown(element)).to.contain(text).and.not.to.contain('risiko');
      expect(button(element)).to.equal(null);
    }
  });

  it('says when the next measurement is due, and that it is overdue', async () => {
    const calm = {
      ...ill,
      respiratoryRate: 16,
      oxygenSaturation: 97,
      oxygen: 'air',
      systolic: 120,
      pulse: 70,
      temperature: 37,
    } as const;
    expect(shown(await given(calm))).to.contain('Næste måling senest');
    const late = await given(calm, {}, 13);
    expect(shown(late))
      .to.contain('Næste måling skulle være taget senest')
      .and.to.contain('for 13 timer siden');
    expect(find(late, '.overdue svg')).to.exist;
  });

  it('says which value was scored when it was rounded', async () => {
    expect(row(await given({ ...ill, temperature: 38.05 }), 'temperature'))
      .to.contain('38,05 °C')
      .and.to.contain('Regnet som 38,1 °C');
  });

  it('TOBS has its own parameters, says nothing about what to do, and that the site of the temperature is not known', async () => {
    const element = await given(ill, { score: 'tobs' });
    expect(all(element, 'tbody tr')).to.have.length(5);
    expect(total(element)).to.equal('5');
    expect(shown(element))
      .to.contain('Tidlig varslingsscore: TOBS')
      .and.to.contain('Følg den lokale instruks')
      .and.to.contain('Målested ikke oplyst')
      .and.not.to.contain('SpO2-skala');
  });

  it('takes a regional table, with its words, interval and whether it was verified', async () => {
    const element = await given(ill, { table: regional });
    expect(total(element)).to.equal('3');
    expect(shown(element))
      .to.contain('Ring til vagthavende')
      .and.to.contain('Mål igen om 30 minutter')
      .and.to.contain('Grænserne i denne tabel er ikke kontrolleret');
  });

  it('refuses a table with a gap: it is not set up, and nothing is scored', async () => {
    const [pulse] = regional.parameters;
    const bands = [
      { max: 100, points: 0 },
      { min: 102, points: 3 },
    ];
    for (const table of [{ ...regional, parameters: [{ ...pulse, bands }] }, 'news2', 7, {}]) {
      const element = await given(ill, { table });
      expect(shown(element)).to.contain('Scoren er ikke sat op');
      expect(find(element, '.total')).to.equal(null);
    }
  });

  describe('states', () => {
    it('reads the vital signs under its lease, newest first, and again once one was received', async () => {
      const context = withPatient(...sampleObservations(ill, 0.1));
      const element = await make({ context });
      expect(total(element)).to.equal('10');
      context.fhir.resources = sampleObservations({ ...ill, temperature: 37 }, 0);
      context.fhir.tell({
        id: 'x',
        state: 'accepted',
        patient: 'else',
        plugin: { id: 'test', version: '1' },
        storedAt: new Date().toISOString(),
        resources: [{ reference: 'Observation/1' }],
      });
      await waitUntil(() => total(element) === '9');
    });

    it('shows nothing without a patient, nor after the lease has ended', async () => {
      const context = withPatient(...sampleObservations(ill, 0.1));
      const element = await make({ context });
      context.end();
      await settled(element);
      expect(words(element)).to.equal('');
    });

    it('says that it is being read', async () => {
      const context = withPatient();
      context.fhir.hold = new Promise(() => undefined);
      const element = await make({ context });
      expect(element.matches(':state(loading)')).to.be.true;
      expect(shown(element)).to.contain('Henter');
    });

    it('says that the record has no vital sign, and that none of them can be used', async () => {
      const none = await make({ resources: [] });
      expect(none.matches(':state(empty)')).to.be.true;
      expect(shown(none)).to.contain('Ingen vitale værdier registreret');
      const useless = await given({ weight: 70 });
      expect(shown(useless)).to.contain('Ingen af målingerne kan indgå i NEWS2');
      expect(total(useless)).to.equal('–');
    });

    for (const [code, state, text] of [
      ['denied', 'denied', 'Ingen adgang'],
      ['not-held', 'not-held', 'Ikke hentet: kræver forbindelse'],
      ['server', 'failed', 'Målingerne til scoren kunne ikke hentes'],
    ] as const) {
      it(`${code} is said as such, and never looks like a score`, async () => {
        const context = withPatient(...sampleObservations(ill, 0.1));
        context.fhir.failures.search = code;
        const element = await make({ context });
        expect(element.matches(`:state(${state})`)).to.be.true;
        expect(shown(element)).to.contain(text);
        expect(find(element, '.result')).to.equal(null);
      });
    }

    it('a renewal that fails leaves the score and says that it may be old', async () => {
      const context = withPatient(...sampleObservations(ill, 0.1));
      const element = await make({ context });
      context.fhir.failures.search = 'server';
      await element.reload();
      await settled(element);
      expect(element.matches(':state(stale)')).to.be.true;
      expect(shown(element)).to.contain('Oplysningerne kan være forældede');
      expect(total(element)).to.equal('10');
    });
  });

  it('tolerates whatever shape a record has, counts what it cannot read, and executes nothing', async () => {
    const [first] = sampleObservations(ill, 0.1);
    const bad = { ...first, component: 7 } as unknown as Observation;
    const element = await make({
      resources: [...sampleObservations(ill, 0.1), bad, null as unknown as Observation],
    });
    expect(total(element)).to.equal('10');
    expect(shown(element)).to.contain('2 registreringer kunne ikke læses');
    for (const sample of sampleObservations(ill, 0.1)) {
      for (const broken of brokenVariants(sample)) {
        element.resources = [...sampleObservations(withoutPulse, 0.1), broken];
        await element.updateComplete;
        expect(find(element, 'table')).to.exist;
      }
    }
    element.resources = sampleObservations(ill, 0.1).map(withMarkup);
    await element.updateComplete;
    element.table = {
      ...regional,
      name: markup,
      responses: [{ ...regional.responses[0], says: { da: markup } }],
    };
    element.resources = sampleObservations(ill, 0.1);
    await settled(element);
    expect(element.shadowRoot?.textContent).to.contain(markup);
    expect(all(element, 'img, script')).to.be.empty;
    expect(wasRun()).to.be.false;
  });

  it('an entry in error does not count, and a time in the future has no age', async () => {
    const wrong = sampleObservations(ill, 0.1).map((each) => ({
      ...each,
      status: 'entered-in-error' as const,
    }));
    expect(total(await make({ resources: wrong }))).to.equal('–');
    expect(shown(await given(ill, {}, -2))).not.to.contain('siden');
  });

  it('a value of the future does not take the place of the set that was measured; it is said', async () => {
    const [future] = sampleObservations({ pulse: 70 }, -24);
    const element = await make({ resources: [...sampleObservations(ill, 0.1), future as Observation] });
    expect(total(element)).to.equal('10');
    expect(shown(element)).to.contain('1 måling har et tidspunkt i fremtiden og er ikke regnet med.');
  });

  it('says an age in whole minutes, hours or days, never more than has passed', () => {
    const age = (minutes: number) => ageText(minutes * 60_000, 'da');
    expect([0.9, 119.9, 120, 48 * 60 - 1, 48 * 60].map(age)).to.deep.equal([
      'for 0 minutter siden',
      'for 119 minutter siden',
      'for 2 timer siden',
      'for 47 timer siden',
      'for 2 dage siden',
    ]);
    expect(age(-1)).to.equal(undefined);
  });

  it('fits 320 px in both directions of writing', async () => {
    for (const values of [ill, withoutPulse]) {
      const element = await given(values);
      await expectFits(element);
    }
  });

  it('what NEWS2 asks for is said in the language of the screen', async () => {
    const asked = {
      da: 'Høj risiko: akut tilkald Kontinuerlig overvågning',
      sv: 'Hög risk: larma akut Kontinuerlig övervakning',
      en: 'High risk: emergency call Continuous monitoring',
    };
    for (const locale of locales)
      expect(words(find(await given(ill, { locale }), '.result'))).to.contain(asked[locale]);
  });

  for (const locale of locales) {
    it(`is accessible in every state in ${locale}, in light and dark`, async () => {
      const failing = (code: 'denied' | 'not-held' | 'server') => {
        const context = withPatient();
        context.fhir.failures.search = code;
        return context;
      };
      const waiting = withPatient();
      waiting.fhir.hold = new Promise(() => undefined);
      const saved = await make({ context: withPatient(...sampleObservations(ill, 0.1)), locale });
      button(saved)?.click();
      await waitUntil(() => find(saved, '[data-status="saved"]'));
      await expectAccessible(saved);
      saved.remove();
      for (const element of [
        await given(ill, { locale }),
        await given(withoutPulse, { locale }),
        await given({ ...ill, temperature: 37, respiratoryRate: 16 }, { locale }, 30),
        await given(ill, { locale, table: regional }),
        await given(ill, { locale, table: {} }),
        await given(ill, { locale, score: 'tobs' }),
        await make({ resources: [], locale }),
        await make({ context: waiting, locale }),
        await make({ context: failing('denied'), locale }),
        await make({ context: failing('server'), locale }),
      ]) {
        await expectAccessible(element);
        element.remove();
      }
    });
  }
});
