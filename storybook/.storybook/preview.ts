import type { Preview } from '@storybook/web-components-vite';
import { setCustomElementsManifest } from '@storybook/web-components-vite';
import { html } from 'lit';
import '@samspil/components/define';
import { loadLocale, locales, toLocale } from '@samspil/components/locales';
import { tokens } from '@samspil/components';
import manifest from '../../packages/components/custom-elements.json';
import './preview.css';

setCustomElementsManifest(manifest);
// Adopted by the page of the stories alone; the elements adopt their own.
document.adoptedStyleSheets.push(tokens.styleSheet!);

const preview: Preview = {
  globalTypes: {
    theme: toolbar('Theme', 'mirror', ['light', 'dark', 'light, more contrast', 'dark, more contrast']),
    locale: toolbar('Language', 'globe', [...locales]),
    density: toolbar('Density', 'grow', ['touch', 'compact']),
  },
  initialGlobals: { theme: 'light', locale: 'da', density: 'touch' },
  tags: ['autodocs'],
  parameters: { controls: { expanded: true, hideNoControlsWarning: true } },
  loaders: [async ({ globals }) => loadLocale(toLocale(globals.locale as string))],
  decorators: [
    (story, { globals }) => {
      const root = document.documentElement;
      root.lang = globals.locale as string;
      const [scheme, contrast] = (globals.theme as string).split(', ');
      root.dataset.theme = scheme;
      root.dataset.contrast = contrast ? 'more' : 'standard';
      root.dataset.density = globals.density as string;
      return html`<main>${story()}</main>`;
    },
  ],
};

function toolbar(title: string, icon: 'mirror' | 'globe' | 'grow', items: string[]) {
  return { description: title, toolbar: { title, icon, items, dynamicTitle: true } };
}

export default preview;
