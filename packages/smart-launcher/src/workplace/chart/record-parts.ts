import type { ClinicalContext } from '@samspil/sdk';
import { html, type TemplateResult } from 'lit';
import type { Desktop } from '../desktop.ts';

/** The parts of a record, as tabs, in the order they are used. */
export const RECORD_PARTS = ['overview', 'measurements', 'course', 'together'] as const;
export type RecordPart = (typeof RECORD_PARTS)[number];

/** Places in a record that an app may open, and the part each is in. */
export const RECORD_PLACES = {
  trend: 'overview',
  allergies: 'overview',
  medication: 'overview',
} as const satisfies Record<string, RecordPart>;
export type RecordPlace = keyof typeof RECORD_PLACES;

/** What the workplace's own parts of a record need; the components find theirs in the app around them. */
export interface RecordView {
  readonly desktop: Desktop;
  readonly context: ClinicalContext | undefined;
  readonly locale: string;
}

/**
 * What stands in a part. Everything reads for itself, under the lease of the app around it. What an app may lead to has a
 * place around it: a `tabindex` of -1 on an element itself would take all that is inside it out of the order of Tab.
 */
export function renderRecordPart(part: RecordPart, { desktop, context, locale }: RecordView): TemplateResult {
  switch (part) {
    case 'overview':
      return html`<samspil-early-warning-score></samspil-early-warning-score>
        <div id="trend" class="card" tabindex="-1" data-region>
          <samspil-observation-trend></samspil-observation-trend>
        </div>
        <div id="allergies" tabindex="-1"><samspil-allergies></samspil-allergies></div>
        <div id="medication" tabindex="-1" data-region>
          <samspil-medication-list></samspil-medication-list>
        </div>
        <samspil-conditions></samspil-conditions>`;
    case 'measurements':
      return html`<samspil-vitals-chart></samspil-vitals-chart>
        <samspil-lab-results></samspil-lab-results>
        <samspil-device-measurements></samspil-device-measurements>`;
    case 'course':
      return html`<samspil-timeline></samspil-timeline>
        <samspil-encounter-summary></samspil-encounter-summary>
        <workplace-forms .desktop=${desktop} .context=${context} .locale=${locale}></workplace-forms>
        <samspil-appointments></samspil-appointments>
        <samspil-documents></samspil-documents>
        <samspil-care-plan></samspil-care-plan>
        <samspil-risk-assessment></samspil-risk-assessment>`;
    case 'together':
      return html`<samspil-task-list actions></samspil-task-list>
        <samspil-message-thread></samspil-message-thread>
        <samspil-related-persons></samspil-related-persons>
        <samspil-consent></samspil-consent>`;
  }
}
