import { tokens } from '@samspil/components';
import '@samspil/components/define';
import { loadLocale } from '@samspil/components/locales';
import { render, type LitElement } from 'lit';

/** A story as Storybook knows it, as far as ours use it. */
interface Story {
  readonly args?: Readonly<Record<string, unknown>>;
  readonly render?: (args: Readonly<Record<string, unknown>>) => unknown;
  readonly play?: () => unknown;
}

interface StoryFile {
  readonly default: { readonly component: string };
  readonly [story: string]: unknown;
}

/**
 * Shows one story of an element in `main`, as the canvas of Storybook does.
 *
 * @param files by the element's name, with the name of the story
 */
export function showing(
  files: Readonly<Record<string, readonly [StoryFile, string]>>,
): (name: string) => Promise<void> {
  if (tokens.styleSheet) document.adoptedStyleSheets.push(tokens.styleSheet);
  return async (name) => {
    const [file, of] = files[name] ?? [];
    const place = document.querySelector('main');
    if (!file || !of || !place) throw new Error(`There is no story of ${name}.`);
    const story = file[of] as Story;
    await loadLocale('da');
    if (story.render) render(story.render(story.args ?? {}), place);
    else place.append(Object.assign(document.createElement(file.default.component), story.args));
    // What is played begins where a person would: the elements stand there.
    await Promise.all([...place.querySelectorAll<LitElement>('*')].map((element) => element.updateComplete));
    await story.play?.();
    await document.fonts.ready;
  };
}
