import type { News2Monitoring, News2Risk, ScoreResponse } from '@samspil/sdk/clinical';
import type { TemplateResult } from 'lit';
import { checkIcon, infoIcon, stopIcon, warnIcon } from '../icons/icons.ts';
import type { vitalsTexts } from '../locales/catalogues/vitals.ts';
import type { KeyOf } from '../locales/text.ts';

/** What a score asks for, as it is shown. */
export interface ScoreAnswer {
  readonly icon: TemplateResult;
  /** How grave it is, and whom to call. Undefined where the table says nothing. */
  readonly says: string | undefined;
  /** When to measure again. */
  readonly repeat: string | undefined;
}

const icons = { ok: checkIcon, info: infoIcon, warn: warnIcon, alarm: stopIcon };

const risks = {
  low: 'score.low',
  'low-medium': 'score.lowMedium',
  medium: 'score.medium',
  high: 'score.high',
} as const satisfies Record<News2Risk, unknown>;

const monitoring = {
  '12h': 'score.monitor.12h',
  '4to6h': 'score.monitor.4to6h',
  '1h': 'score.monitor.1h',
  continuous: 'score.monitor.continuous',
} as const satisfies Record<News2Monitoring, unknown>;

/** The sign beside the words of an answer. */
export function iconOf({ tone = 'info' }: Pick<ScoreResponse<string, string>, 'tone'>): TemplateResult {
  return icons[tone];
}

/** What NEWS2 asks for. Its words are those of the locale files, of which a page loads one language. */
export function news2Answer(
  response: ScoreResponse<News2Risk, News2Monitoring>,
  t: (key: KeyOf<typeof vitalsTexts>) => string,
) {
  return {
    icon: iconOf(response),
    says: t(risks[response.level]),
    repeat: t(monitoring[response.monitoring]),
  } satisfies ScoreAnswer;
}
