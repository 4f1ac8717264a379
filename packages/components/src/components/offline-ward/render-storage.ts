import type { StorageEstimate } from '@samspil/sdk/offline';
import { html, nothing, type TemplateResult } from 'lit';
import { formatSize } from './format-size.ts';
import type { WardWords } from './ward-view.ts';

export interface StorageView {
  readonly words: WardWords;
  /** How many are chosen; undefined where nothing can be fetched. */
  readonly patients: number | undefined;
  /** About how many bytes that is; undefined until it is known. */
  readonly bytes: number | undefined;
  /** It could not be asked. */
  readonly isUnknown: boolean;
  readonly holdsAny: boolean;
  readonly storage: StorageEstimate | undefined;
}

/** How large the choice is, whether there is room, and whether the browser keeps it: in plain words. */
export function renderStorage(view: StorageView): TemplateResult {
  const { words, patients, bytes, storage } = view;
  const { t, locale } = words;
  const room = storage?.quota === undefined ? undefined : Math.max(0, storage.quota - (storage.usage ?? 0));
  const isShort = room !== undefined && bytes !== undefined && bytes > room;
  const size = room === undefined ? '' : formatSize(room, locale);
  return html`${patients === undefined ? nothing : html`<span>${sizeText(view, patients)}</span>`}
  ${
    room === undefined
      ? nothing
      : html`<span class=${isShort ? 'short' : 'muted'}
          >${t(isShort ? 'offlineWard.spaceShort' : 'offlineWard.space', { size })}</span
        >`
  }
  ${
    view.holdsAny && storage?.isPersisted !== undefined
      ? html`<span class="muted"
          >${t(storage.isPersisted ? 'offlineWard.persisted' : 'offlineWard.notPersisted')}</span
        >`
      : nothing
  }`;
}

function sizeText({ words, bytes, isUnknown }: StorageView, patients: number): string {
  if (patients === 0) return words.t('offlineWard.noneChosen');
  if (bytes === undefined) return words.t(isUnknown ? 'offlineWard.sizeUnknown' : 'offlineWard.estimating');
  const size = formatSize(bytes, words.locale);
  return words.plural('offlineWard.size', patients).replace('{size}', () => size);
}
