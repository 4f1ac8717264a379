import type { CodeableConcept, DocumentReference, Reference } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import { renderFile } from '../../attachments/render-file.ts';
import { renderOpenFile } from '../../attachments/render-open-file.ts';
import type { ViewerController } from '../../attachments/viewer-controller.ts';
import { conceptText, objectsIn } from '../../format/concepts.ts';
import { formatOnset, formatWhen } from '../../format/onset.ts';
import { personOf } from '../../format/people.ts';
import { referenceText } from '../../format/references.ts';
import { textIn } from '../../format/text-in.ts';
import { shieldIcon } from '../../icons/icons.ts';
import { caveatTags } from '../../states/caveat.ts';
import { conceptTexts, listFact } from '../../states/list-fact.ts';
import { renderDetails } from '../../states/render-details.ts';
import { renderFacts, type Fact } from '../../states/render-facts.ts';
import { renderPerson } from '../../states/render-person.ts';
import { renderTags } from '../../states/render-tags.ts';
import { writtenAt, type DocumentFacts } from './document-facts.ts';
import type { DocumentsWords } from './documents-texts.ts';

export interface DocumentRow {
  readonly words: DocumentsWords;
  readonly viewer: ViewerController;
  readonly isCurrent: boolean;
}

/** One document: what, when and by whom, its files, and in words what is unusual about it; the rest on demand. */
export function renderDocument(
  facts: DocumentFacts,
  { words, viewer, isCurrent }: DocumentRow,
): TemplateResult {
  const { t, locale } = words;
  const { document, kind, files, key } = facts;
  const name = facts.name ?? t('document.unnamed');
  const when = formatWhen(writtenAt(document), locale);
  const { contained } = document;
  const listed = files.map((attachment, index) => ({ key: `${key} ${index}`, attachment, contained }));
  const shown = { words, viewer, name, above: name };
  return html`<li class="entry ${isCurrent ? '' : 'off'}" part="entry">
    <div class="line">
      <div>
        <p class="name">${name}</p>
        ${kind ? html`<p class="muted">${kind}</p>` : nothing}
        ${
          listed.length > 0
            ? listed.map((file) => renderFile(file, shown))
            : html`<p class="muted">${t('document.noContent')}</p>`
        }
      </div>
      <div>
        <p>
          ${when ? html`<span class="when">${when}</span>` : html`<span class="muted">${t('document.dateUnknown')}</span>`}
        </p>
        ${renderAuthors(document, words)} ${renderTags(tagsOf(facts, words))}
      </div>
    </div>
    ${listed.map((file) => renderOpenFile(file, shown))}
    ${renderDetails(
      { words, label: t('document.details'), name: t('document.detailsOf', { name }), resources: [document] },
      renderRest(facts, words),
    )}
  </li>`;
}

function renderAuthors(
  { author, contained }: DocumentReference,
  { t }: DocumentsWords,
): TemplateResult | typeof nothing {
  const names = objectsIn(author).flatMap((each) => {
    const { name, role } = personOf(each, contained) ?? {};
    return name ?? (role ? t(`common.role.${role}`) : []);
  });
  return names.length > 0 ? html`<p class="muted author">${names.join(', ')}</p>` : nothing;
}

/** A document in force and signed is what one expects: it needs no tag. A level of confidentiality is always said. */
function tagsOf(facts: DocumentFacts, words: DocumentsWords): (string | TemplateResult)[] {
  const { t } = words;
  const { status, docStatus, document } = facts;
  const stated = textIn(document.docStatus);
  return [
    ...(status === 'current' ? [] : [statusText(facts, words)]),
    // Once is enough: the entry and the document may both be entered in error.
    ...(docStatus === 'final' ||
    stated === undefined ||
    (docStatus === 'entered-in-error' && status === docStatus)
      ? []
      : [docStatus ? t(`document.docStatus.${docStatus}`) : stated]),
    ...restrictionsOf(document).map(
      (label) => html`<span class="tag">${shieldIcon}${t('document.security')}: ${label}</span>`,
    ),
    ...caveatTags(document, words),
  ];
}

/** What is normal or less needs no word; every other label has one, known or not. */
function restrictionsOf({ securityLabel }: DocumentReference): string[] {
  const harmless = ['U', 'L', 'M', 'N'];
  const isHarmless = (label: CodeableConcept) => {
    const codings = objectsIn(label.coding);
    return codings.length > 0 && codings.every(({ code }) => harmless.includes(String(code)));
  };
  return conceptTexts(objectsIn(securityLabel).filter((label) => !isHarmless(label)));
}

function statusText({ status, document }: DocumentFacts, { t }: DocumentsWords): string {
  if (status) return t(`document.status.${status}`);
  return textIn(document.status) ?? t('document.status.unknown');
}

function renderRest(facts: DocumentFacts, words: DocumentsWords): TemplateResult {
  const { t, locale } = words;
  const { document } = facts;
  const { contained, context } = document;
  const person = (label: string, reference: Reference | undefined): Fact => [
    label,
    reference && renderPerson(reference, { words, contained }),
  ];
  return renderFacts([
    [t('document.statusLabel'), statusText(facts, words)],
    [t('document.kind'), conceptText(document.type)],
    listFact(t('document.category'), conceptTexts(document.category), locale),
    [t('document.description'), textIn(document.description)],
    [t('document.created'), formatWhen(objectsIn(facts.files)[0]?.creation, locale)],
    [t('document.date'), formatWhen(document.date, locale)],
    [t('document.period'), formatOnset({ onsetPeriod: context?.period }, locale)],
    ...objectsIn(document.author).map((author) => person(t('document.author'), author)),
    person(t('document.authenticator'), document.authenticator),
    [t('document.custodian'), referenceText(document.custodian, contained)],
    [t('document.facility'), conceptText(context?.facilityType)],
    ...objectsIn(document.relatesTo).map(({ code, target }): Fact => [
      relationText(code, words),
      referenceText(target, contained) ?? t('document.relatedOther'),
    ]),
    listFact(t('document.security'), conceptTexts(document.securityLabel), locale),
  ]);
}

function relationText(code: unknown, { t }: DocumentsWords): string {
  const known = (['replaces', 'transforms', 'signs', 'appends'] as const).find((each) => each === code);
  return known ? t(`document.relation.${known}`) : (textIn(code) ?? t('document.relatedOther'));
}
