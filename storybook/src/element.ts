import manifest from '../../packages/components/custom-elements.json';

interface Item {
  readonly name?: string;
  readonly kind?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly default?: string;
  readonly type?: { readonly text: string };
  readonly readonly?: boolean;
}

interface Declaration extends Item {
  readonly tagName?: string;
  readonly members?: readonly Item[];
}

/** The default export of a story file: name, words and controls as the manifest has them. */
export function elementStories(tag: string) {
  const modules: readonly { readonly declarations: readonly Declaration[] }[] = manifest.modules;
  const declarations = modules.flatMap((module) => module.declarations);
  const element = declarations.find(({ tagName }) => tagName === tag);
  if (!element) throw new Error(`The manifest has no ${tag}: npm run manifest.`);
  const properties = (element.members ?? []).filter(({ kind, readonly }) => kind === 'field' && !readonly);
  return {
    component: tag,
    parameters: {
      docs: { description: { component: `**${element.summary ?? ''}**\n\n${element.description ?? ''}` } },
    },
    argTypes: Object.fromEntries(properties.map((property) => [property.name, controlOf(property)])),
  };
}

/** What Storybook can offer of a property: words, numbers, choices. Objects come from the story. */
function controlOf({ name, description, type, default: value }: Item) {
  const text = (type?.text ?? '').replace(/ \| undefined$/, '');
  const words = [...text.matchAll(/'([^']*)'/g)].map(([, word]) => word);
  const isChoice = words.length > 0 && text.replace(/'[^']*'|[ |]/g, '') === '';
  const plain = ['string', 'number', 'boolean'].includes(text);
  // The language is the toolbar's.
  const control =
    name === 'locale' ? false : isChoice ? 'select' : plain ? (text === 'string' ? 'text' : text) : false;
  return {
    name,
    description,
    control,
    ...(isChoice && { options: words }),
    table: { type: { summary: type?.text }, defaultValue: { summary: value } },
  };
}
