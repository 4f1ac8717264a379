import { expect } from '@open-wc/testing';
import type { SamspilErrorCode } from '@samspil/sdk';
import { da } from './da/index.ts';
import { en } from './en/index.ts';
import {
  appTexts,
  bannerTexts,
  errorText,
  isLoaded,
  loadLocale,
  locales,
  pluginErrorText,
  syncTexts,
  text,
  toLocale,
} from './index.ts';
import type { LanguagePack } from './language-pack.ts';
import { sv } from './sv/index.ts';

const parts = Object.keys(da) as (keyof LanguagePack)[];

// The compiler asks for every code of the SDK here.
const everyCode: Record<SamspilErrorCode, true> = {
  'stale-context': true,
  'no-context': true,
  'wrong-patient': true,
  denied: true,
  'needs-login': true,
  timeout: true,
  closed: true,
  protocol: true,
  'handshake-timeout': true,
  crashed: true,
  'navigated-away': true,
  'not-isolated': true,
  'version-mismatch': true,
  'too-many-requests': true,
  'too-much-memory': true,
  'invalid-manifest': true,
  untrusted: true,
  revoked: true,
  'stale-registry': true,
  disabled: true,
  'needs-approval': true,
  'unknown-issuer': true,
  'launch-state': true,
  'launch-denied': true,
  'launch-expired': true,
  'launch-audience': true,
  'launch-discovery': true,
  'launch-failed': true,
  'not-found': true,
  gone: true,
  conflict: true,
  rejected: true,
  'invalid-request': true,
  'invalid-response': true,
  server: true,
  network: true,
  'server-restored': true,
  'storage-full': true,
  'storage-blocked': true,
  'storage-damaged': true,
  'storage-lost': true,
  'storage-locked': true,
  'not-held': true,
  'unsupported-offline': true,
  'implausible-value': true,
  incomplete: true,
  aborted: true,
  unexpected: true,
};

const elementSources = [
  'app/app.ts',
  'slot/slot.ts',
  'context-guard/context-guard.ts',
  'patient-banner/patient-banner.ts',
  'patient-banner/banner-identity.ts',
  'patient-banner/banner-details.ts',
  'vitals-entry/vitals-entry.ts',
  'vitals-entry/render-fields.ts',
  'vitals-entry/render-score.ts',
  'vitals-entry/render-time.ts',
  'vitals-entry/render-outcome.ts',
  'vitals-entry/unfinished/correction.ts',
  'vitals-entry/unfinished/kept-vitals.ts',
  'vitals-entry/unfinished/repaired-vitals.ts',
  'early-warning-score/early-warning-score.ts',
  'early-warning-score/render-parameters.ts',
  'early-warning-score/render-result.ts',
  'early-warning-score/render-task.ts',
  'conflict/conflict.ts',
  'conflict/render-question.ts',
  'offline-ward/offline-ward.ts',
  'offline-ward/render-outcome.ts',
  'offline-ward/render-patient.ts',
  'offline-ward/render-storage.ts',
  'outbox/outbox.ts',
  'outbox/render-reason.ts',
  'outbox/render-write.ts',
  'page-outbox/page-outbox.ts',
  'consent/consent.ts',
  'consent/render-consent.ts',
  'consent/render-rule.ts',
  'risk-assessment/risk-assessment.ts',
  'risk-assessment/render-risk.ts',
  'questionnaire/questionnaire.ts',
  'questionnaire/render-attachment.ts',
  'questionnaire/render-choice.ts',
  'questionnaire/render-field.ts',
  'questionnaire/render-frame.ts',
  'questionnaire/render-items.ts',
  'questionnaire/render-question.ts',
  'read-age/read-age.ts',
  '../states/render-list.ts',
  '../states/render-problem.ts',
  '../states/rows-controller.ts',
  'allergies/allergies.ts',
  'allergies/render-allergy.ts',
  'allergies/render-record.ts',
  'allergies/render-status.ts',
  'cds-cards/cds-cards.ts',
  'cds-cards/render-card.ts',
  'cds-cards/render-dismiss.ts',
  'cds-cards/render-services.ts',
  'cds-cards/render-suggestions.ts',
  '../states/render-link.ts',
  '../states/render-markdown.ts',
  'conditions/conditions.ts',
  'conditions/render-condition.ts',
  'medication-list/medication-list.ts',
  'medication-list/render-attributes.ts',
  'medication-list/render-medicine.ts',
  'medication-list/render-name.ts',
  'medication-list/render-rest.ts',
  'medication-list/dosage/render-dosage.ts',
  'encounter-summary/encounter-summary.ts',
  'encounter-summary/render-encounter.ts',
  'encounter-summary/render-now.ts',
  'encounter-summary/render-rest.ts',
  'care-plan/care-plan.ts',
  'care-plan/render-plan.ts',
  'care-plan/render-goal.ts',
  'care-plan/render-activity.ts',
  'care-plan/render-rest.ts',
  'message-thread/message-thread.ts',
  'message-thread/render-thread.ts',
  'message-thread/render-message.ts',
  'message-thread/render-part.ts',
  'lab-results/lab-results.ts',
  'lab-results/render-analysis.ts',
  'lab-results/render-critical.ts',
  'lab-results/render-flags.ts',
  'lab-results/render-frame.ts',
  'lab-results/render-history.ts',
  'lab-results/render-panel.ts',
  'lab-results/sparkline.ts',
  '../observations/render-value.ts',
  'device-measurements/device-measurements.ts',
  'device-measurements/render-decision.ts',
  'device-measurements/render-measurement.ts',
  'device-measurements/render-reject.ts',
  'device-measurements/render-rest.ts',
  'device-measurements/render-review.ts',
  'device-measurements/render-source.ts',
  'observation-trend/observation-trend.ts',
  'observation-trend/render-card.ts',
  'observation-trend/render-table.ts',
  'timeline/timeline.ts',
  'timeline/render-axis.ts',
  'timeline/render-entry.ts',
  'timeline/render-measurements.ts',
  'appointments/appointments.ts',
  'appointments/render-appointment.ts',
  'appointments/when-text.ts',
  'task-list/task-list.ts',
  'task-list/render-task.ts',
  '../receipts/render-change.ts',
  'documents/documents.ts',
  'documents/render-document.ts',
  '../attachments/render-file.ts',
  '../attachments/render-open-file.ts',
  'vitals-chart/vitals-chart.ts',
  'vitals-chart/render-card.ts',
  'vitals-chart/render-controls.ts',
  'vitals-chart/render-score.ts',
  'vitals-chart/render-stack.ts',
  'vitals-chart/render-table.ts',
  'vitals-chart/render-words.ts',
  'sync-status/sync-status.ts',
  'sync-status/render-entry.ts',
  'patient-list/patient-list.ts',
  'patient-list/render-row.ts',
  'patient-list/render-about.ts',
  'patient-list/list-columns.ts',
  '../patients/render-identity.ts',
  'patient-picker/patient-picker.ts',
  'patient-picker/render-results.ts',
  '../patients/choose-controller.ts',
  'connection/connection.ts',
  'login/login.ts',
  'login/render-sign-in.ts',
  'login/render-unsent.ts',
  'resource-history/resource-history.ts',
  'resource-history/render-version.ts',
  '../states/row-limits.ts',
  'related-persons/related-persons.ts',
  'related-persons/render-related.ts',
];

await Promise.all([loadLocale('sv'), loadLocale('en')]);

describe('texts', () => {
  for (const part of parts) {
    it(`of ${part} have the same keys in Danish, Swedish and English`, () => {
      for (const pack of [sv, en]) {
        expect(Object.keys(pack[part]).sort()).to.deep.equal(Object.keys(da[part]).sort());
      }
    });

    it(`of ${part} have the same placeholders in every language, and none is empty`, () => {
      const placeholders = (words: string) => (words.match(/\{\w+\}/g) ?? []).sort().join();
      for (const [key, words] of Object.entries(da[part])) {
        for (const pack of [sv, en]) {
          const translated: Record<string, string> = pack[part];
          expect(translated[key], key).to.be.a('string').that.is.not.empty;
          expect(placeholders(translated[key] ?? ''), key).to.equal(placeholders(words));
        }
      }
    });
  }

  it('no key is the beginning of another, so that the list can be nested', () => {
    const keys = parts.map((part) => da[part]).flatMap((texts) => Object.keys(texts));
    for (const key of keys)
      expect(
        keys.filter((other) => other.startsWith(`${key}.`)),
        key,
      ).to.be.empty;
  });

  it('every error code of the SDK has a text with what happened and what to do next, in every language', () => {
    for (const code of Object.keys(everyCode)) {
      for (const locale of locales) {
        const words = pluginErrorText(code, locale);
        expect(words.split(/[.:](?:\s|$)/).filter(Boolean).length, `${locale} ${code}`).to.be.at.least(2);
        if (code !== 'unexpected') expect(words, code).not.to.equal(errorText('unexpected', locale));
      }
    }
  });

  it('an unknown code, also one that names a property of objects, gets the text of unexpected', () => {
    for (const code of ['new-code', 'constructor', '__proto__', undefined]) {
      expect(errorText(code, 'da')).to.equal(errorText('unexpected', 'da'));
    }
  });

  it('values are put in as they are, also with signs that mean something to String.replace', () => {
    expect(text(appTexts, 'da', 'a11y.patientChanged', { name: "$& $' {name}" })).to.equal(
      "Ny patient: $& $' {name}",
    );
  });

  it('a placeholder without a value stays visible', () => {
    expect(text(syncTexts, 'sv', 'sync.queue.oldest')).to.contain('{time}');
  });

  it('a language is matched by its first part, and an unknown one is Danish', () => {
    expect(['sv-FI', 'EN', 'da-DK', 'nb', '', undefined, 'sv_SE'].map(toLocale)).to.deep.equal([
      'sv',
      'en',
      'da',
      'da',
      'da',
      'da',
      'sv',
    ]);
    expect(isLoaded('da')).to.be.true;
    expect(text(bannerTexts, 'sv', 'banner.born')).to.equal('Född');
  });

  it('no element has a text of its own', async () => {
    for (const source of elementSources) {
      const response = await fetch(new URL(`../components/${source}`, import.meta.url));
      expect(response.ok, source).to.be.true;
      const code = await response.text();
      expect(code.match(/>\s*[A-Za-zÆØÅæøå][^<>${}`;=()]*<\//g) ?? [], source).to.deep.equal([]);
      expect(code.match(/(?:aria-label|title|placeholder|alt)="[^"$]*[A-Za-z]/g) ?? [], source).to.deep.equal(
        [],
      );
    }
  });
});
