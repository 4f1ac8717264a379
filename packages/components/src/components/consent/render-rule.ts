import type { Coding, ConsentProvision, Reference } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import { conceptText, objectsIn } from '../../format/concepts.ts';
import { formatOnset } from '../../format/onset.ts';
import { textIn } from '../../format/text-in.ts';
import { checkIcon, stopIcon, unknownIcon, warnIcon } from '../../icons/icons.ts';
import type { RuleFacts } from './consent-facts.ts';
import type { ConsentWords } from './consent-texts.ts';

/**
 * A rule in words, and its exceptions below it, each in full: a permission with an exception is shown as both, never as one
 * of them. The word carries it; shape and colour only add.
 */
export function renderRule(rule: RuleFacts, words: ConsentWords, depth = 0): TemplateResult {
  const { t } = words;
  const { type, typeText, exceptions, lost } = rule;
  const icon = type === 'permit' ? checkIcon : type === 'deny' ? stopIcon : unknownIcon;
  const says = type ? t(`consent.type.${type}`) : (typeText ?? t('consent.type.unknown'));
  const below =
    exceptions.length > 0 || lost
      ? html`<ul class="exceptions">
          ${exceptions.map((each) => html`<li>${renderRule(each, words, depth + 1)}</li>`)}
          ${
            lost
              ? html`<li class="lost">
                  ${warnIcon}<span
                    >${t(lost === 'too-deep' ? 'consent.tooDeep' : 'consent.unreadableRule')}</span
                  >
                </li>`
              : nothing
          }
        </ul>`
      : nothing;
  // The basic rule of R4 need not say permit or deny itself: then the policy it names does.
  const isSilentRoot = depth === 0 && type === undefined && typeText === undefined;
  const actions = objectsIn(rule.provision.action).flatMap((each) => conceptText(each) ?? []);
  const limits = limitsOf(rule.provision, words);
  // Without any limit but time, a rule is about everything.
  const isUnlimited = !isSilentRoot && limits.every(([label]) => label === t('consent.rulePeriod'));
  return html`<div class="rule ${type ?? ''}" data-type=${type ?? 'unknown'}>
      <span class="verdict"
        >${icon}<strong
          >${depth > 0 ? `${t('consent.except')}: ` : ''}${isSilentRoot && exceptions.length > 0 ? t('consent.baseRule') : says}</strong
        ></span
      >
      <span>${actions.join(', ') || (isUnlimited ? t('consent.all') : nothing)}</span>
      ${limits.map(
        ([label, text]) => html`<span class="limit"><span class="muted">${label}:</span> ${text}</span>`,
      )}
    </div>
    ${below}`;
}

/** To whom, to what and for what the rule is limited; what is not limited has no line. */
function limitsOf(provision: ConsentProvision, { t, locale }: ConsentWords): [label: string, text: string][] {
  const codings = (list: Coding[] | undefined) =>
    objectsIn(list).map(({ display, code }) => textIn(display) ?? textIn(code));
  const limits: [string, readonly (string | undefined)[]][] = [
    [
      t('consent.actor'),
      objectsIn(provision.actor).map(({ role, reference }) =>
        [nameOf(reference), conceptText(role)].filter(Boolean).join(', '),
      ),
    ],
    [t('consent.purpose'), codings(provision.purpose)],
    [t('consent.class'), codings(provision.class)],
    [t('consent.code'), objectsIn(provision.code).map(conceptText)],
    [t('consent.label'), codings(provision.securityLabel)],
    [t('consent.data'), objectsIn(provision.data).map(({ reference }) => nameOf(reference))],
    [t('consent.dataPeriod'), [formatOnset({ onsetPeriod: provision.dataPeriod }, locale)]],
    [t('consent.rulePeriod'), [formatOnset({ onsetPeriod: provision.period }, locale)]],
  ];
  return limits.flatMap(([label, texts]) => {
    const said = texts.filter((text) => text !== undefined && text !== '');
    return said.length > 0 ? [[label, said.join('; ')] as [string, string]] : [];
  });
}

/** Who or what is referred to, in the record's words; else by the address it has there. */
export function nameOf(reference: Reference | undefined): string | undefined {
  return textIn(reference?.display) ?? textIn(reference?.reference);
}
