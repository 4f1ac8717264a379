import type { Observation } from 'fhir/r4';
import { html, type TemplateResult } from 'lit';
import { LOINC, NPU } from '@samspil/sdk/clinical';
import { conceptText, objectsIn } from '../../format/concepts.ts';
import { formatWhen } from '../../format/onset.ts';
import { keyOf } from '../../observations/code-keys.ts';
import { measuredAtText } from '../../observations/measured-at.ts';
import { renderFacts, textIn, type Fact } from '../../states/render-facts.ts';
import { renderPerson } from '../../states/render-person.ts';
import type { RowLimits } from '../../states/row-limits.ts';
import { renderTags } from '../../states/render-tags.ts';
import type { AnalysisFacts } from './analysis-facts.ts';
import { convertedObservation, type LabUnits } from './conversion.ts';
import type { LabWords } from './lab-words.ts';
import { renderInterval, renderResult, statusTags, type AnalysisRow } from './render-analysis.ts';

interface View {
  readonly words: LabWords;
  readonly units: LabUnits;
  readonly name: string;
  readonly limits: RowLimits;
}

/** The results that were read, newest on top (TBL-06), and what else the record says of the latest. */
export function renderHistory({ key, results, code, drawn }: AnalysisRow, view: View): TemplateResult {
  const { words, name, limits } = view;
  const { t } = words;
  return html`<table>
      <caption>
        ${t('lab.history', { name })}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t('lab.column.time')}</th>
          <th scope="col">${t('lab.column.value')}</th>
          <th scope="col">${t('lab.column.interval')}</th>
        </tr>
      </thead>
      <tbody>
        ${results.slice(0, drawn).map((result) => renderRow(result, view))}
      </tbody>
    </table>
    ${limits.renderRest(key, { shown: drawn, n: results.length }, words)}
    ${renderFacts([...codeFacts(code, words), ...latestFacts(results[0], words)])}`;
}

function renderRow(recorded: Observation, { words, units }: View): TemplateResult {
  const result = convertedObservation(recorded, units) ?? recorded;
  return html`<tr class="result">
    <th scope="row">${measuredAtText(result, words.locale) ?? words.t('time.unknown')}</th>
    <td>
      ${renderResult(result, { words, recorded })}${renderTags(statusTags(result, words))}
      ${objectsIn(result.note).map((note) => html`<p class="note">${textIn(note.text)}</p>`)}
    </td>
    <td>${renderInterval(result, words)}</td>
  </tr>`;
}

/** Each code under the name of its system, with how the system calls it. */
function codeFacts(code: AnalysisFacts['code'], { t }: LabWords): Fact[] {
  const display = objectsIn(code?.coding).map((coding) => textIn(coding.display));
  const own = [textIn(code?.text), ...display].find((each) => each !== undefined);
  return [
    [t('lab.ownName'), own],
    ...objectsIn(code?.coding).map((coding): Fact => {
      const key = keyOf(coding);
      const label = key?.startsWith(`${NPU}|`)
        ? t('lab.code.npu')
        : key?.startsWith(`${LOINC}|`)
          ? t('lab.code.loinc')
          : t('lab.code.other');
      return [label, textIn(coding.code)];
    }),
  ];
}

function latestFacts(result: Observation, words: LabWords): Fact[] {
  const { t, locale } = words;
  const { contained } = result;
  return [
    [t('lab.specimen'), textIn(result.specimen?.display)],
    [t('lab.method'), conceptText(result.method)],
    [t('lab.site'), conceptText(result.bodySite)],
    ...objectsIn(result.performer).map((performer): Fact => [
      t('lab.performer'),
      renderPerson(performer, { words, contained }),
    ]),
    [t('lab.issued'), formatWhen(result.issued, locale)],
  ];
}
