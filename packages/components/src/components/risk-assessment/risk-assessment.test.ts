import { expect } from '@open-wc/testing';
import type { RiskAssessment, RiskAssessmentPrediction } from 'fhir/r4';
import '../../define/risk-assessment.ts';
import { words } from '../../testing/expect-accessible.ts';
import {
  all,
  find,
  listContract,
  listElement,
  shown,
  type ListElement,
} from '../../testing/list-contract.ts';

const tag = 'samspil-risk-assessment';
const make = (...resources: RiskAssessment[]) => listElement(tag, { resources });
const fall: RiskAssessmentPrediction = { outcome: { text: 'Fald' }, probabilityDecimal: 45 };
const risk = (id: string, more: Partial<RiskAssessment> = {}): RiskAssessment => ({
  resourceType: 'RiskAssessment',
  id,
  status: 'final',
  subject: { reference: 'Patient/else' },
  occurrenceDateTime: '2026-02-03T13:00:00+01:00',
  prediction: [fall],
  ...more,
});
const names = (element: ListElement, group: string) =>
  all(element, `ul[data-group="${group}"] .name`).map((each) => words(each));
const line = async (prediction: RiskAssessmentPrediction) =>
  words(find(await make(risk('1', { prediction: [prediction] })), '.line'));

describe(tag, () => {
  listContract({
    tag,
    samples: () => [
      risk('1', {
        method: { text: 'Braden' },
        basis: [{ display: 'Braden-score 12' }],
        mitigation: 'Vend hver anden time',
        performer: { reference: 'Practitioner/1', display: 'Anne Holm' },
      }),
      risk('2', {
        prediction: [
          {
            outcome: { text: 'Tryksår' },
            probabilityRange: { low: { value: 10 }, high: { value: 25, code: '%' } },
            qualitativeRisk: { coding: [{ code: 'moderate' }] },
            whenPeriod: { start: '2026-02', end: '2999' },
            relativeRisk: 1.5,
            rationale: 'Sengeliggende',
          },
        ],
        note: [{ text: 'Set' }],
      }),
    ],
    empty: {
      da: 'Ingen risikovurderinger registreret',
      sv: 'Inga riskbedömningar registrerade',
      en: 'No risk assessments recorded',
    },
    each: '.entry',
    failed: 'Risikovurderinger kunne ikke hentes',
  });

  it('says of what, how likely, in what time, what is done, who judged it, how and from what', async () => {
    const element = await make(
      risk('1', {
        prediction: [
          { ...fall, qualitativeRisk: { text: 'Høj risiko' }, whenPeriod: { start: '2026-02-03' } },
        ],
        method: { text: 'Morse' },
        basis: [{ display: 'Morse-score 55' }, { reference: 'Observation/2' }],
        mitigation: 'Lys om natten',
        performer: { reference: 'Practitioner/1', display: 'Anne Holm' },
      }),
    );
    expect(shown(element))
      .to.contain('Fald 45 % Høj risiko Gælder Siden 03.02.2026')
      .and.to.contain('Vurderet 03.02.2026')
      .and.to.contain('Forebyggelse: Lys om natten');
    find(element, '.entry summary')?.click();
    expect(shown(element))
      .to.contain('Metode Morse')
      .and.to.contain('Beregnet på grundlag af Morse-score 55, Observation/2')
      .and.to.contain('Vurderet af Anne Holm Sundhedsperson');
  });

  it('says a probability as a percentage, a range, or a word, with every digit it has', async () => {
    expect(await line(fall)).to.equal('Fald 45 %');
    expect(await line({ ...fall, probabilityDecimal: 0.0004 })).to.equal('Fald 0,0004 %');
    expect(await line({ ...fall, probabilityDecimal: 0 })).to.equal('Fald 0 %');
    const range = (low?: number, high?: number): RiskAssessmentPrediction => ({
      outcome: { text: 'Fald' },
      probabilityRange: {
        ...(low !== undefined && { low: { value: low } }),
        ...(high !== undefined && { high: { value: high, unit: '%' } }),
      },
    });
    expect(await line(range(5, 12.5))).to.equal('Fald 5 til 12,5 %');
    expect(await line(range(5))).to.equal('Fald mindst 5 %');
    expect(await line(range(undefined, 5))).to.equal('Fald højst 5 %');
    expect(
      await line({ outcome: { text: 'Fald' }, qualitativeRisk: { coding: [{ code: 'high' }] } }),
    ).to.equal('Fald Høj risiko');
    expect(await line({ outcome: { text: 'Fald' } })).to.equal('Fald Sandsynlighed ikke oplyst');
  });

  it('a probability that makes no sense, or of nothing, is said as it came', async () => {
    expect(await line({ ...fall, probabilityDecimal: 250 })).to.equal(
      'Fald Angivet som 250 Ugyldig sandsynlighed',
    );
    expect(await line({ ...fall, probabilityDecimal: -1 })).to.contain('Angivet som -1 Ugyldig');
    const upsideDown = { low: { value: 30 }, high: { value: 10 } };
    expect(await line({ outcome: { text: 'Fald' }, probabilityRange: upsideDown }))
      .to.contain('30')
      .and.to.contain('Ugyldig');
    const unit = { low: { value: 3, unit: 'mmol/L' } };
    expect(await line({ outcome: { text: 'Fald' }, probabilityRange: unit }))
      .to.contain('mmol/L')
      .and.to.contain('Ugyldig');
    expect(await line({ probabilityDecimal: 3 })).to.equal('Risiko for hvad er ikke oplyst 3 %');
    expect(shown(await make(risk('1', { prediction: [] })))).to.contain('Risikovurdering uden forudsigelse');
    const lost = await make(risk('1', { prediction: [fall, null as unknown as RiskAssessmentPrediction] }));
    expect(shown(lost)).to.contain('En del kunne ikke læses');
  });

  it('only what is final goes without a word; what is cancelled or wrong is never among what counts', async () => {
    const element = await make(
      risk('a'),
      risk('b', { status: 'preliminary' }),
      risk('c', { status: 'amended' }),
      risk('d', { status: 'perhaps' as 'final' }),
      risk('e', { status: 'entered-in-error' }),
      risk('f', { status: 'cancelled' }),
    );
    expect(names(element, 'inForce')).to.have.length(4);
    expect(names(element, 'wrong')).to.have.length(2);
    expect(all(element, 'ul[data-group="inForce"] .tag').map((each) => words(each))).to.deep.equal([
      'Foreløbig',
      'Ændret efter afslutning',
      'perhaps',
    ]);
    expect(shown(element))
      .to.contain('Annullerede og fejlregistrerede (2)')
      .and.not.to.contain('Fejlregistreret ');
    expect(shown(await make(risk('e', { status: 'entered-in-error' })))).to.contain(
      'Ingen gældende risikovurderinger',
    );
  });

  it('the newest stands first; a period that is over is said, to the end of its day, month or year', async () => {
    const at = (occurrenceDateTime: string, text: string) =>
      risk(text, { occurrenceDateTime, prediction: [{ outcome: { text } }] });
    const element = await make(
      at('2020', 'gammel'),
      at('2026-02-01T00:00:00Z', 'ny'),
      at('', 'uden'),
      at('2025-05', 'mellem'),
    );
    expect(names(element, 'inForce')).to.deep.equal(['ny', 'mellem', 'gammel', 'uden']);
    expect(await line({ ...fall, whenPeriod: { end: '2020' } })).to.contain('Perioden er udløbet');
    const thisYear = String(new Date().getFullYear());
    expect(await line({ ...fall, whenPeriod: { end: thisYear } })).not.to.contain('udløbet');
    expect(await line({ ...fall, whenRange: { low: { value: 70, code: 'a' } } })).to.contain('Siden 70 år');
  });
});
