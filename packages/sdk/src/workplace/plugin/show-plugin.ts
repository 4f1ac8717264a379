import { SamspilError } from '../../errors.ts';
import type { Workplace } from '../types.ts';
import type { PluginDefinition } from './define-plugin.ts';
import { showView } from './show-view.ts';
import type { ShownView } from './show-view.ts';

/** Shows the view that the workplace asks for, and has the plugin's hooks called for as long as it is there. */
export function showPlugin(
  definition: PluginDefinition,
  workplace: Workplace,
  root: HTMLElement,
  elements: CustomElementRegistry,
): ShownView {
  const { prepare, suspend, resume } = definition;
  const name = workplace.view;
  const stops = [
    prepare && workplace.onPrepare(prepare),
    workplace.shown.subscribe((isShown) => (isShown ? resume : suspend)?.(workplace)),
  ];
  const view = showView((...given) => viewOf(definition, name)(...given), workplace, root, {
    name,
    elements,
  });
  return {
    shown: view.shown,
    hide() {
      for (const stop of stops) stop?.();
      return view.hide();
    },
  };
}

/** @throws `not-found` */
function viewOf({ views }: PluginDefinition, name: string): PluginDefinition['views'][string] {
  const view = Object.hasOwn(views, name) ? views[name] : undefined;
  if (view) return view;
  throw new SamspilError('not-found', 'The plugin has no such view: correct "views" or the manifest.');
}
