import type { IsolationReport } from '@samspil/sdk/host';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Texts } from '../texts.ts';

const TONES = { A: 'ok', B: 'ok', C: 'warn', F: 'danger' } as const;

/** How well an instance is kept apart, and what says so: what is not good first, for that is what one looks for. */
export function renderIsolation(t: Texts, { grade, findings }: IsolationReport): TemplateResult {
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
