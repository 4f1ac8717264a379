import type { IsolationReport, PluginStatus } from '@samspil/sdk/host';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Texts } from '../texts.ts';

const TONES = { A: 'ok', B: 'ok', C: 'warn', F: 'danger' } as const;

/**
 * How well a plugin is kept apart, and what says so: what is not good first, for that is what one looks for. Nothing for
 * one in the workplace's own page, which is not kept apart at all: that is said where it runs.
 */
export function renderIsolation(
  t: Texts,
  { manifest, instances }: PluginStatus,
): TemplateResult | typeof nothing {
  if (manifest.entry.mode === 'element') return nothing;
  // All of a plugin's frames come from one place, so one report stands for them.
  const report = instances.find(({ isolation }) => isolation)?.isolation;
  return html`<section class="isolation">
    <h3>${t('admin.isolation.label')}</h3>
    ${report ? renderReport(t, report) : html`<p class="muted">${t('admin.isolation.none')}</p>`}
  </section>`;
}

function renderReport(t: Texts, { grade, findings }: IsolationReport): TemplateResult {
  const isGood = ({ verdict }: (typeof findings)[number]) => verdict === 'good';
  const sorted = [...findings].sort((a, b) => Number(isGood(a)) - Number(isGood(b)));
  return html`<span class="chip ${TONES[grade]}">${t(`admin.isolation.grade.${grade}`)}</span>
    <ul class="findings">
      ${sorted.map(
        ({ check, verdict, evidence, detail }) =>
          html`<li>
            ${t(`admin.isolation.check.${check}`)}: ${t(`admin.isolation.verdict.${verdict}`)}
            (${t(`admin.isolation.evidence.${evidence}`)})${detail ? html` <code>${detail}</code>` : ''}
          </li>`,
      )}
    </ul>`;
}
