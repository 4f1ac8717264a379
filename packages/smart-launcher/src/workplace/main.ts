import { tokens } from '@samspil/components';
import { loadLocale } from '@samspil/components/locales';
import { browserRuntime } from '@samspil/sdk/host';
import './define.ts';
import { readPreferences } from './preferences.ts';
import { showCrashScreen } from './shell/crash-screen.ts';
import { start } from './start.ts';
import { page } from './styles/page.styles.ts';

for (const { styleSheet } of [tokens, page]) {
  if (styleSheet) document.adoptedStyleSheets.push(styleSheet);
}
showCrashScreen(globalThis, document);

const { locale } = readPreferences();
// A language that cannot be fetched is no reason not to open: the screen is then Danish.
await loadLocale(locale).catch(() => undefined);

const app = document.querySelector('workplace-app');
if (app) {
  app.begin = () =>
    start({
      runtime: browserRuntime(),
      address: {
        href: location.href,
        origin: location.origin,
        replace: (url) => history.replaceState(null, '', url),
      },
      locale,
      createWorker: () => new Worker('/outbox-worker.js', { type: 'module', name: 'samspil-outbox' }),
    });
}
