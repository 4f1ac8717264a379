import { runPlugin } from '../../src/index.ts';
import type { RunningPlugin, RunOptions } from '../../src/index.ts';
import { obey } from '../browser/command.ts';
import type { StandaloneNetwork } from './standalone-network.ts';
import plugin from './plugin.ts';
import { tellView } from './tell-view.ts';

/** In a frame of a workplace the page has no network but its port; alone it is given one by the test around it. */
const isEmbedded = window.name.startsWith('samspil-');
const options: RunOptions = isEmbedded
  ? {}
  : (window.parent as Window & StandaloneNetwork).contract.join(window);
const running: Promise<RunningPlugin> = runPlugin(plugin, document.body, options);

obey({
  async tell(name: string, ...given: unknown[]): Promise<unknown> {
    await running;
    const root = document.querySelector('[data-contract]');
    if (!root) throw Object.assign(new Error('no view'), { code: 'no-view' });
    return tellView(root, name, ...given);
  },
  /** Code and words of the failure that is on the page, once there is one. */
  failure: () =>
    new Promise((resolve) => {
      const look = () => {
        const words = document.querySelector<HTMLElement>('[role=alert]');
        if (!words?.textContent) return false;
        observer.disconnect();
        resolve({ code: words.dataset['code'], words: words.textContent });
        return true;
      };
      const observer = new MutationObserver(look);
      if (!look()) observer.observe(document.body, { childList: true, subtree: true });
    }),
  close: async () => (await running).close(),
  left: () => document.body.querySelectorAll('[data-contract]').length,
});
