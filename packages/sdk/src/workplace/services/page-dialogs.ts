import type { Notice, Question } from '../../contract/services.ts';

const REGION = 'samspil-notices';

/**
 * Asks in a dialog of the page's own. The focus begins on the answer that changes nothing.
 *
 * @throws the reason of `signal`, which takes the dialog away
 */
export function askInPage(page: Document, question: Question, signal: AbortSignal): Promise<boolean> {
  signal.throwIfAborted();
  const dialog = page.createElement('dialog');
  dialog.className = 'samspil-question';
  dialog.setAttribute('role', 'alertdialog');
  const text = textElement(page, 'p', question.text);
  text.id = `${REGION}-question`;
  text.style.whiteSpace = 'pre-wrap';
  dialog.setAttribute('aria-labelledby', text.id);
  const no = textElement(page, 'button', question.cancel);
  const yes = textElement(page, 'button', question.confirm);
  no.autofocus = true;
  dialog.append(text, no, ' ', yes);
  page.body.append(dialog);
  return new Promise<boolean>((resolve, reject) => {
    const settle = (finish: () => void) => {
      signal.removeEventListener('abort', withdraw);
      dialog.remove();
      finish();
    };
    const withdraw = () => settle(() => reject(signal.reason as Error));
    signal.addEventListener('abort', withdraw, { once: true });
    yes.addEventListener('click', () => dialog.close('yes'));
    no.addEventListener('click', () => dialog.close('no'));
    dialog.addEventListener('close', () => settle(() => resolve(dialog.returnValue === 'yes')));
    dialog.showModal();
  });
}

/**
 * Shows and says a notice. It is a button of its own words: pressing it takes it away, and nothing else does but `until`.
 * The regions are made with the first one and stay, because a live region is heard only if it was there before.
 */
export function noticeInPage(page: Document, { level, text }: Notice, until: AbortSignal): void {
  until.throwIfAborted();
  const role = level === 'warning' || level === 'danger' ? 'alert' : 'status';
  const region = page.getElementById(`${REGION}-${role}`) ?? makeRegion(page, role);
  const notice = textElement(page, 'button', text);
  notice.dataset.level = level;
  const remove = () => {
    until.removeEventListener('abort', remove);
    notice.remove();
  };
  until.addEventListener('abort', remove, { once: true });
  notice.addEventListener('click', remove);
  region.append(notice);
}

function makeRegion(page: Document, role: 'alert' | 'status'): HTMLElement {
  const region = page.createElement('div');
  region.id = `${REGION}-${role}`;
  region.className = REGION;
  region.setAttribute('role', role);
  const edge = role === 'alert' ? 'inset: 1rem 1rem auto' : 'inset: auto 1rem 1rem';
  region.style.cssText = `position: fixed; ${edge}; z-index: 1000; display: grid; gap: 0.5rem; justify-items: center`;
  page.body.append(region);
  return region;
}

function textElement<K extends 'p' | 'button'>(
  page: Document,
  tag: K,
  text: string,
): HTMLElementTagNameMap[K] {
  const element = page.createElement(tag);
  element.dir = 'auto';
  element.textContent = text;
  if (element instanceof HTMLButtonElement) element.type = 'button';
  return element;
}
