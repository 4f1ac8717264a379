import { FramePage } from '../../browser/command.ts';
import type { Mode } from './mode.ts';
import { openHosted } from './hosted.ts';
import { manifestOf } from './workplace.ts';

/** In a sandboxed frame of another site: browsers take `localhost` and `127.0.0.1` for two. */
export const frame: Mode = {
  name: 'frame',
  open: (options = {}) =>
    openHosted(
      {
        async manifest() {
          const url = new URL('../page.html', import.meta.url);
          url.hostname = '127.0.0.1';
          return manifestOf({ mode: 'frame', url: url.href, origin: url.origin });
        },
        async reach(plugin) {
          const page = new FramePage(plugin.element as HTMLIFrameElement);
          await page.tell('tell', 'about');
          return (name, ...given) => page.tell('tell', name, ...given);
        },
      },
      options,
    ),
};
