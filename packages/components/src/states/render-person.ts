import type { Reference, Resource } from 'fhir/r4';
import { html, type TemplateResult } from 'lit';
import { personOf } from '../format/people.ts';
import type { ListWords } from './list-words.ts';

/** Who recorded or stated something, with their role; a word where that is not on record (ALG-10). */
export function renderPerson(
  reference: Reference | undefined,
  { words, contained }: { words: ListWords; contained: readonly Resource[] | undefined },
): TemplateResult {
  const { t } = words;
  const person = personOf(reference, contained);
  if (!person) return html`<span class="muted">${t('common.notStated')}</span>`;
  const role = person.role && t(`common.role.${person.role}`);
  if (!person.name) return html`${role}`;
  return role ? html`${person.name} <span class="muted">${role}</span>` : html`${person.name}`;
}
