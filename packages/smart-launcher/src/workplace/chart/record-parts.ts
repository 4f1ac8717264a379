import { html, type TemplateResult } from 'lit';

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

/** What stands in a part. Everything reads for itself, under the lease of the app around it. */
export function renderRecordPart(part: RecordPart): TemplateResult {
  switch (part) {
    case 'overview':
      return html`<samspil-early-warning-score></samspil-early-warning-score>
        <div id="trend" class="card" tabindex="-1" data-region>
          <samspil-observation-trend></samspil-observation-trend>
        </div>
        <samspil-allergies id="allergies" tabindex="-1"></samspil-allergies>
        <samspil-medication-list id="medication" tabindex="-1" data-region></samspil-medication-list>
        <samspil-conditions></samspil-conditions>`;
    case 'measurements':
      return html`<samspil-vitals-chart></samspil-vitals-chart>
        <samspil-lab-results></samspil-lab-results>
        <samspil-device-measurements></samspil-device-measurements>`;
    case 'course':
      return html`<samspil-timeline></samspil-timeline>
        <samspil-encounter-summary></samspil-encounter-summary>
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
