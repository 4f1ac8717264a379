import type { ScopeSet } from '@samspil/sdk/fhir';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { scopeWords } from './scope-words.ts';
import type { ScopeGroup } from './scope-words.ts';
import { textsIn } from './texts.ts';
import type { Language } from './texts.ts';

interface Consent {
  readonly language: Language;
  readonly clientName: string;
  readonly scopes: ScopeSet;
  /** Of the patient in context, when it is known. */
  readonly patientName: string | undefined;
}

/** What the app asks for in plain words; approve or reject. */
export function consentContent(page: Consent): Html {
  const texts = textsIn(page.language);
  const groups = scopeWords(page.scopes, page.language).map(
    (group) =>
      html`<h2>${headingOf(group, page)}</h2>
        <ul class="scopes">
          ${group.sentences.map((sentence) => html`<li>${sentence}</li>`)}
        </ul>`,
  );
  return html`<h1>${texts('auth.consent.title', { name: page.clientName })}</h1>
    <p class="lead">${texts('auth.scopes.title')}</p>
    ${groups}
    <form method="post" action="?lang=${page.language}">
      <p class="lead">${texts('auth.consent.remember')}</p>
      <div class="actions">
        <button class="button primary" name="action" value="approve">${texts('auth.scopes.approve')}</button>
        <button class="button" name="action" value="reject">${texts('auth.scopes.reject')}</button>
      </div>
    </form>`;
}

function headingOf({ kind }: ScopeGroup, { language, patientName }: Consent): string {
  const texts = textsIn(language);
  if (kind === 'user') return texts('auth.consent.user');
  if (kind === 'you') return texts('auth.consent.you');
  return patientName === undefined
    ? texts('auth.consent.somePatient')
    : texts('auth.consent.patient', { name: patientName });
}
