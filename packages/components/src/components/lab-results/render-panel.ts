import type { DiagnosticReport } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import { conceptText, objectsIn } from '../../format/concepts.ts';
import { formatWhen } from '../../format/onset.ts';
import { warnIcon } from '../../icons/icons.ts';
import { measuredAtText } from '../../observations/measured-at.ts';
import { renderDetails } from '../../states/render-details.ts';
import { renderFacts, textIn, type Fact } from '../../states/render-facts.ts';
import { renderPerson } from '../../states/render-person.ts';
import { renderTags } from '../../states/render-tags.ts';
import type { LabWords } from './lab-words.ts';
import type { PanelFacts } from './panel-facts.ts';

/** What a panel is called, when the newest report is from and how far it is; what is missing of it; the reports on demand. */
export function renderPanelHead(panel: PanelFacts, words: LabWords): TemplateResult {
  const { t } = words;
  const [newest] = panel.reports;
  const name = panel.name ?? t('lab.panelUnnamed');
  const conclusion = textIn(newest?.conclusion);
  return html`<div class="panel">
      <h3>${name}</h3>
      <p class="when muted">${newest ? timeOf(newest, words) : nothing}</p>
      ${newest ? renderTags(statusTags(newest, words)) : nothing}
      ${renderDetails(
        {
          words,
          label: words.plural('lab.reports', panel.reports.length),
          name: `${words.plural('lab.reports', panel.reports.length)} · ${name}`,
          resources: panel.reports,
        },
        html`${panel.reports.map((report) => renderReport(report, words))}`,
      )}
    </div>
    ${conclusion ? html`<p class="conclusion"><b>${t('lab.conclusion')}</b> ${conclusion}</p>` : nothing}
    ${
      panel.missing > 0
        ? html`<div class="notice warn">
            ${warnIcon}
            <div>${words.plural('lab.notFetched', panel.missing)}</div>
          </div>`
        : nothing
    }`;
}

/** A report that stands by itself, as a row. */
export function renderLoneReport(report: DiagnosticReport, words: LabWords): TemplateResult {
  const { t } = words;
  const name = conceptText(report.code) ?? t('lab.panelUnnamed');
  return html`<li class="entry off" part="entry">
    <div class="lone">
      <b class="name">${name}</b> <span class="when">${timeOf(report, words)}</span>
      ${renderTags(statusTags(report, words))}
    </div>
    ${renderDetails(
      { words, label: t('lab.details'), name: t('lab.detailsOf', { name }), resources: [report] },
      renderReport(report, words),
    )}
  </li>`;
}

function renderReport(report: DiagnosticReport, words: LabWords): TemplateResult {
  const { t, locale } = words;
  const { contained } = report;
  const attachments = objectsIn(report.presentedForm).length + objectsIn(report.media).length;
  const codes = objectsIn(report.conclusionCode).map((each) => conceptText(each));
  return html`<div class="event report">
    ${renderFacts([
      [t('lab.column.time'), timeOf(report, words)],
      [t('lab.column.status'), statusText(report, words)],
      [t('lab.conclusion'), textIn(report.conclusion)],
      ...codes.map((text): Fact => [t('lab.conclusion'), text]),
      [t('lab.issued'), formatWhen(report.issued, locale)],
      ...objectsIn(report.performer).map((performer): Fact => [
        t('lab.performer'),
        renderPerson(performer, { words, contained }),
      ]),
      [t('lab.report'), attachments > 0 ? words.plural('lab.attachments', attachments) : undefined],
    ])}
  </div>`;
}

function timeOf(report: DiagnosticReport, { t, locale }: LabWords): string {
  const { effectiveDateTime, effectivePeriod } = report;
  return measuredAtText({ effectiveDateTime, effectivePeriod } as never, locale) ?? t('time.unknown');
}

function statusTags(report: DiagnosticReport, words: LabWords): (string | TemplateResult)[] {
  const caveat = html`<span class="tag warn">${warnIcon}${words.t('observed.caveat')}</span>`;
  return [
    ...(report.status === 'final' ? [] : [statusText(report, words)]),
    ...(report.modifierExtension === undefined ? [] : [caveat]),
  ];
}

function statusText({ status }: DiagnosticReport, { t }: LabWords): string {
  const known = [
    'registered',
    'partial',
    'preliminary',
    'final',
    'amended',
    'corrected',
    'appended',
    'cancelled',
    'entered-in-error',
    'unknown',
  ] as const;
  const found = known.find((each) => each === status);
  return found ? t(`lab.status.${found}`) : (textIn(status) ?? t('lab.status.missing'));
}
