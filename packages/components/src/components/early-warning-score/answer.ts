import { news2, type ScoreResponse, type ScoreWords } from '@samspil/sdk/clinical';
import { iconOf, news2Answer, type ScoreAnswer } from '../../scores/news2-answer.ts';
import type { ScoreTexts } from './score-texts.ts';

/** A response in words: of the NEWS2 that ships with Samspil in ours, of every other table in its own. */
export function answerOf(
  response: ScoreResponse<string, string>,
  { t, locale }: Pick<ScoreTexts, 't' | 'locale'>,
): ScoreAnswer {
  const shipped = news2.responses.find((each) => each === response);
  if (shipped) return news2Answer(shipped, t);
  const words = (own: ScoreWords | undefined) => own && inLanguage(own, locale);
  return { icon: iconOf(response), says: words(response.says), repeat: words(response.repeat) };
}

/** In the language of the screen, else in Danish, else in whatever the table has. */
function inLanguage(words: ScoreWords, locale: string): string | undefined {
  return words[locale] ?? words.da ?? Object.values(words)[0];
}
