import type { PatientChoice } from '../options.ts';
import { Html, html } from './html.ts';
import { textsIn } from './texts.ts';
import type { Language } from './texts.ts';

interface ChoosePatient {
  readonly language: Language;
  readonly clientName: string;
  /** What was searched for. */
  readonly search: string;
  readonly patients: readonly PatientChoice[];
}

/**
 * The patient picker of a standalone launch. The search is a POST: names and numbers do not belong into an address bar.
 * One button per patient, so that Tab and Enter are all a keyboard needs.
 */
export function choosePatientContent(page: ChoosePatient): Html {
  const texts = textsIn(page.language);
  const { patients } = page;
  return html`<h1>${texts('auth.patient.title')}</h1>
    <p class="lead">${texts('auth.patient.lead', { name: page.clientName })}</p>
    <form method="post" action="?lang=${page.language}" role="search">
      <label class="heading" for="search">${texts('auth.patient.search')}</label>
      <div class="search">
        <input
          id="search"
          name="search"
          type="search"
          value="${page.search}"
          autocomplete="off"
          spellcheck="false"
        />
        <button class="button primary" name="action" value="search">${texts('auth.patient.submit')}</button>
      </div>
    </form>
    <form method="post" action="?lang=${page.language}">
      <h2 id="results">${texts('auth.patient.results')}</h2>
      ${
        patients.length === 0
          ? html`<p role="status">${texts('auth.patient.none')}</p>`
          : html`<ul class="patients" aria-labelledby="results">
              ${patients.map(patient)}
            </ul>`
      }
      <div class="actions">
        <button class="button" name="action" value="cancel">${texts('auth.page.cancel')}</button>
      </div>
    </form>`;
}

function patient({ id, name, detail }: PatientChoice): Html {
  return html`<li>
    <button name="patient" value="${id}">
      <span class="who"><strong>${name}</strong><span>${detail}</span></span>
      ${CHEVRON}
    </button>
  </li>`;
}

const CHEVRON = new Html(
  `<svg viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2">
    <path d="m6 3 5 5-5 5" stroke-linecap="round" stroke-linejoin="round"/></svg>`,
);
