import { keyName, LEAVING_KEYS } from '@samspil/sdk/host';
import type { DesktopUi } from './desktop-ui.ts';
import { deepActive, moveFocus } from './move-focus.ts';

/** Hears, in the workplace's own page, the keys that go from region to region and the shortcuts of plugins. */
export function listenForKeys(page: Document, ui: DesktopUi, signal: AbortSignal): void {
  page.addEventListener(
    'keydown',
    (event) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      if (event.getModifierState('AltGraph')) return;
      const keys = keyName(event);
      // In a question only the question is heard.
      if (ui.question.value) return;
      const direction = Object.entries(LEAVING_KEYS).find(([known]) => known === keys)?.[1];
      const shortcut = ui.shortcuts.value.find((offered) => offered.keys === keys);
      if (!direction && !shortcut) return;
      event.preventDefault();
      if (direction) moveFocus(page, direction, deepActive(page));
      else shortcut?.press();
    },
    { signal },
  );
}
