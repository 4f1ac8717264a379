import { isSamspilError } from '@samspil/sdk';
import { html, render } from 'lit';
import { textsIn } from '../texts.ts';

/**
 * Replaces the page when a defect of ours breaks it: a half-drawn chart could show one patient's data under another's
 * name. Says nothing of the defect, which could name a patient; what is stored stays stored.
 */
export function showCrashScreen(target: EventTarget, page: Document): void {
  const crash = (): void => {
    const t = textsIn(page.documentElement.lang);
    page.body.replaceChildren();
    render(
      html`<main role="alert" class="crash">
        <h1>${t('crash.heading')}</h1>
        <p>${t('crash.text')}</p>
        <button type="button" @click=${() => page.defaultView?.location.reload()}>
          ${t('crash.reload')}
        </button>
      </main>`,
      page.body,
    );
  };
  target.addEventListener('error', (event) => {
    // A notice of the browser, such as that of a ResizeObserver, has no error; a script or image that is missing neither.
    if ((event as ErrorEvent).error instanceof Error) crash();
  });
  target.addEventListener('unhandledrejection', (event) => {
    const reason: unknown = (event as PromiseRejectionEvent).reason;
    // Errors with a code are the weather, not a defect: a call that came too late, a server that is away.
    if (reason instanceof Error && !isSamspilError(reason) && reason.name !== 'AbortError') crash();
  });
}
