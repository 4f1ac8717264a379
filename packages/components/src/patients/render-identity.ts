import { html, nothing, type TemplateResult } from 'lit';
import { formatAge } from '../format/ages.ts';
import { formatDate } from '../format/dates.ts';
import type { Difference } from '../format/look-alikes.ts';
import type { NameParts } from '../format/names.ts';
import { checkIcon, infoIcon, shieldIcon, stopIcon, warnIcon } from '../icons/icons.ts';
import type { bannerTexts } from '../locales/catalogues/banner.ts';
import type { Locale } from '../locales/languages.ts';
import type { KeyOf, TextParameters } from '../locales/text.ts';
import type { PatientFacts } from './patient-facts.ts';
import type { RowFlag } from './patient-row.ts';
import type { patientsTexts } from './patients-texts.ts';

/** What showing a patient among others needs of an element's texts. */
export interface PatientWords {
  readonly locale: Locale;
  readonly t: (key: KeyOf<typeof bannerTexts | typeof patientsTexts>, parameters?: TextParameters) => string;
}

/** Family name, comma, given name, as in the banner; capitals by style only, so that what is copied or read aloud is right. */
export function renderName(
  { name }: PatientFacts,
  difference: Difference | undefined,
  { t }: PatientWords,
): TemplateResult {
  if (!name) return html`<span class="missing">${t('banner.nameMissing')}</span>`;
  if (!name.family && !name.given) return html`${name.text}`;
  const marked = (part: 'family' | 'given') =>
    name[part] === undefined ? nothing : difference === part ? html`<mark>${name[part]}</mark>` : name[part];
  return html`<span class="family">${marked('family')}</span>${
      name.family && name.given ? ', ' : nothing
    }${marked('given')}${renderTitle(name)}`;
}

/** After the name, in parentheses. A space that is a text of its own is lost where a browser makes one name of a heading. */
export function renderTitle({ title }: NameParts): TemplateResult | typeof nothing {
  return title ? html`<span class="title">${` (${title})`}</span>` : nothing;
}

/** Below the name: birth date with age, then the number, each on a line and with its label (LST-10, LST-27). */
export function renderLines(
  { birthDate, age, death, identifier, gender }: PatientFacts,
  difference: Difference | undefined,
  { t, locale }: PatientWords,
): TemplateResult {
  const marked = (is: Difference, value: TemplateResult) =>
    difference === is ? html`<mark>${value}</mark>` : value;
  // Where a number or a date is missing, the sex helps to find the person (LST-26).
  const sex = birthDate && identifier ? nothing : html` <span>${t(`banner.gender.${gender}`)}</span>`;
  return html`<span class="fact"
      ><span class="label">${t('banner.born')}</span> ${
        birthDate
          ? html`${marked(
              'birthDate',
              html`<time datetime=${birthDate}>${formatDate(birthDate, locale)}</time>`,
            )}${age && !death ? html` (${formatAge(age, locale)})` : nothing}`
          : html`<span class="missing">${t('banner.birthDateMissing')}</span>`
      }${sex}</span
    >
    <span class="fact"
      >${
        identifier
          ? html`<span class="label">${t(identifier.label)}</span> ${marked(
                'identifier',
                html`<span class="number">${identifier.value}</span>`,
              )}`
          : html`<span class="missing">${t('banner.id.missing')}</span>`
      }</span
    >`;
}

/** What to be careful about: dead, protected, and like another one of the list (LST-11). Never by colour alone. */
export function renderCautions(
  { death, isProtected }: PatientFacts,
  difference: Difference | undefined,
  { t }: PatientWords,
): (TemplateResult | string)[] {
  return [
    ...(death ? [t('banner.deceased')] : []),
    ...(isProtected ? [html`<span class="tag danger">${shieldIcon}${t('banner.protected')}</span>`] : []),
    ...(difference
      ? [
          html`<span class="tag warn lookalike" data-differs=${difference}
            >${warnIcon}${t(`patients.differs.${difference}`)}<span class="sr-only"
              >. ${t('patients.lookalike')}</span
            ></span
          >`,
        ]
      : []),
  ];
}

const flagIcons = { ok: checkIcon, info: infoIcon, warn: warnIcon, danger: stopIcon };

/** What the page says of a patient, each with the symbol of its tone. */
export function renderFlag({ text, tone }: RowFlag): TemplateResult | string {
  const icon = tone && flagIcons[tone];
  return icon ? html`<span class="tag ${tone}">${icon}${text}</span>` : text;
}
