import type { FhirResource } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import { nameOfField, nameOfQuestion, type FieldDifference } from '../../fields/field-words.ts';
import type { fieldsTexts } from '../../fields/fields-texts.ts';
import { formatElements, formatValue } from '../../fields/format-value.ts';
import { formatMoment } from '../../format/dates.ts';
import { PROTECTED_PLACES } from '../../format/protection.ts';
import type { WordsOf } from '../../states/list-words.ts';
import { renderDetails } from '../../states/render-details.ts';
import { renderPerson } from '../../states/render-person.ts';
import { renderTags } from '../../states/render-tags.ts';
import type { resourceHistoryTexts } from './resource-history-texts.ts';
import { agentsOf, type VersionFacts } from './version-facts.ts';

/** The texts of samspil-resource-history in the language in force. */
export type HistoryWords = WordsOf<typeof resourceHistoryTexts | typeof fieldsTexts>;

/** One version: when, what happened, by whom and from which app, and each field before and after. */
export function renderVersion(
  facts: VersionFacts,
  { words, isProtected }: { words: HistoryWords; isProtected: boolean },
): TemplateResult {
  const { t, locale } = words;
  const { version, provenance, changes, isWrong } = facts;
  const { isMerged } = agentsOf(provenance);
  const time = formatMoment(version.storedAt ?? provenance?.recorded, locale);
  const happened =
    changes.kind === 'created' || changes.kind === 'deleted' || changes.kind === 'missing'
      ? t(`history.${changes.kind}`)
      : t('history.changed');
  return html`<li
    class="entry ${isWrong || version.kind !== 'content' ? 'off' : ''}"
    part="entry"
    data-kind=${changes.kind}
  >
    <div class="line">
      <p class="name">${happened} <span class="when">${time}</span></p>
      <div>${renderWho(facts, words)}</div>
    </div>
    ${renderTags([
      ...(isWrong ? [html`<span class="tag danger">${t('history.wrong')}</span>`] : []),
      ...(isMerged ? [t('history.merged')] : []),
    ])}
    ${renderChanges(facts, { words, isProtected })}
    ${
      version.resource && (changes.kind === 'created' || changes.kind === 'unseen')
        ? renderDetails(
            {
              words,
              label: t('history.content'),
              name: t('history.contentOf', { n: version.versionId }),
              resources: [version.resource],
            },
            renderContent(version.resource, { words, isProtected }),
          )
        : nothing
    }
  </li>`;
}

function renderWho({ provenance, version }: VersionFacts, words: HistoryWords): TemplateResult {
  const { t } = words;
  const { author, app, decidedBy } = agentsOf(provenance);
  const contained = provenance?.contained;
  return html`<p>
      <span class="muted">${t('history.by')}</span> ${renderPerson(author?.who, { words, contained })}
      <span class="muted">· ${t('history.with')}</span>
      ${app ?? html`<span class="muted">${t('history.appUnknown')}</span>`}
    </p>
    ${
      decidedBy
        ? html`<p>
            <span class="muted">${t('history.checkedBy')}</span>
            ${renderPerson(decidedBy.who, { words, contained })}
          </p>`
        : nothing
    }
    ${version.versionId === '' ? nothing : html`<p class="muted">${t('history.version', { n: version.versionId })}</p>`}`;
}

function renderChanges(
  { changes, version }: VersionFacts,
  { words, isProtected }: { words: HistoryWords; isProtected: boolean },
): TemplateResult | typeof nothing {
  const { t } = words;
  if (changes.kind === 'unseen' || changes.kind === 'incomparable')
    return html`<p class="muted">${t(`history.${changes.kind}`)}</p>`;
  if (changes.kind !== 'changed' || !version.resource) return nothing;
  if (changes.fields.length === 0) return html`<p class="muted">${t('history.same')}</p>`;
  const { resource } = version;
  return html`<table class="changes" role="table">
    <thead role="rowgroup">
      <tr role="row">
        ${(['field', 'before', 'after'] as const).map(
          (column) => html`<th role="columnheader" scope="col">${t(`history.${column}`)}</th>`,
        )}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${changes.fields.map((field) => renderField(field, { resource, words, isProtected }))}
    </tbody>
  </table>`;
}

function renderField(
  field: FieldDifference,
  { resource, words, isProtected }: { resource: FhirResource; words: HistoryWords; isProtected: boolean },
): TemplateResult {
  const { t } = words;
  const { elements, mine, theirs } = field;
  const isPart = elements.length > 1 || elements[0] === 'component';
  const isHidden = isProtected && elements.some((name) => PROTECTED_PLACES.has(name));
  const shown = (value: unknown) => {
    if (isHidden) return t('field.hidden');
    return isPart && typeof value === 'object' && value !== null && !Array.isArray(value)
      ? formatElements(value as Readonly<Record<string, unknown>>, words, ['code'])
      : formatValue(value, words);
  };
  const cell = (column: 'before' | 'after', value: unknown) =>
    html`<td role="cell" class=${column}>
      <span class="muted narrow">${t(`history.${column}`)}</span> ${shown(value)}
    </td>`;
  return html`<tr role="row">
    <th role="rowheader" scope="row">${nameOfQuestion(field, { mine: resource }, words)}</th>
    ${cell('before', mine)} ${cell('after', theirs)}
  </tr>`;
}

/** A version as a whole, element by element: what it said when there is nothing to compare it with. */
function renderContent(
  resource: FhirResource,
  { words, isProtected }: { words: HistoryWords; isProtected: boolean },
): TemplateResult {
  const hidden = new Set(['resourceType', 'id', 'meta', 'text', 'subject', 'patient', 'contained']);
  const elements = Object.entries(resource).filter(([name]) => !hidden.has(name) && !name.startsWith('_'));
  return html`<dl class="facts">
    ${elements.map(
      ([name, value]) =>
        html`<div>
          <dt>${nameOfField(name, words)}</dt>
          <dd>
            ${isProtected && PROTECTED_PLACES.has(name) ? words.t('field.hidden') : formatValue(value, words)}
          </dd>
        </div>`,
    )}
  </dl>`;
}
