import type { ClinicalContext } from '@samspil/sdk';
import type { Attachment, FhirResource, Resource } from 'fhir/r4';
import type { LitElement, ReactiveController } from 'lit';
import { codeOf } from '../controllers/lease-task.ts';
import { readFile, type FileCheck, type FileProblem } from './read-file.ts';

/** A file in a list, by which it is opened. */
export interface ListedFile {
  /** Unique in the element. */
  readonly key: string;
  readonly attachment: Attachment;
  /** What came with the entry it belongs to. */
  readonly contained: readonly Resource[] | undefined;
}

/** How far the opening of a file has come. */
export type FileView =
  | { readonly status: 'reading' }
  /** `code` of an error of ours where the record refused it, else what is wrong with the file. */
  | { readonly status: 'failed'; readonly code: string }
  | { readonly status: 'unfit'; readonly problem: FileProblem }
  | {
      readonly status: 'shown';
      readonly kind: 'pdf' | 'image';
      /** A blob's, given back when the file is closed. */
      readonly url: string;
      readonly check: FileCheck;
    }
  | {
      readonly status: 'shown';
      readonly kind: 'text';
      readonly text: string;
      readonly length: number;
      readonly check: FileCheck;
    };

interface Open {
  readonly file: ListedFile;
  readonly lease: ClinicalContext | undefined;
  view: FileView;
}

/**
 * The one file of an element that is open. It closes when another one opens, and is never shown under another lease or for
 * another content than it was opened for. The focus goes to it, and back to its button.
 */
export class ViewerController implements ReactiveController {
  readonly #host: LitElement;
  readonly #lease: () => ClinicalContext | undefined;
  #open: Open | undefined;

  constructor(host: LitElement, lease: () => ClinicalContext | undefined) {
    this.#host = host;
    this.#lease = lease;
    host.addController(this);
  }

  /** Undefined for a file that is closed. */
  viewOf(file: ListedFile): FileView | undefined {
    const open = this.#open;
    return open && isSame(open.file, file) && open.lease === this.#lease() ? open.view : undefined;
  }

  /** Never rejects. */
  async open(file: ListedFile): Promise<void> {
    this.#drop();
    const lease = this.#lease();
    const open: Open = { file, lease, view: { status: 'reading' } };
    this.#open = open;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>('.viewer')?.focus();
    const view = await viewOf(file, lease);
    // Closed meanwhile, or another one opened: a URL nobody shows is given back.
    if (this.#open === open) open.view = view;
    else release(view);
    this.#host.requestUpdate();
  }

  async close(): Promise<void> {
    const key = this.#open?.file.key;
    this.#drop();
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (key === undefined) return;
    this.#host.renderRoot.querySelector<HTMLElement>(`[data-file="${CSS.escape(key)}"]`)?.focus();
  }

  /** The file was opened and the browser did not draw it: it is no image, or the policy of the page forbids it. */
  fail(file: ListedFile): void {
    const open = this.#open;
    if (!open || !isSame(open.file, file)) return;
    release(open.view);
    open.view = { status: 'unfit', problem: 'not-drawn' };
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    // Its row is gone, or it is another patient's list by now.
    if (this.#open && !this.#host.renderRoot.querySelector('.viewer')) this.#drop();
  }

  hostDisconnected(): void {
    this.#drop();
  }

  #drop(): void {
    if (this.#open) release(this.#open.view);
    this.#open = undefined;
  }
}

async function viewOf(
  { attachment, contained }: ListedFile,
  lease: ClinicalContext | undefined,
): Promise<FileView> {
  try {
    const read = (reference: string) =>
      lease ? lease.fhir.read(reference) : Promise.resolve({} as FhirResource);
    const content = await readFile(attachment, { read, contained });
    if ('problem' in content) return { status: 'unfit', problem: content.problem };
    if (content.kind === 'text') return { status: 'shown', ...content };
    const { kind, blob, check } = content;
    if (kind === 'pdf' && !canShowPdf()) return { status: 'unfit', problem: 'no-viewer' };
    return { status: 'shown', kind, url: URL.createObjectURL(blob), check };
  } catch (error) {
    return { status: 'failed', code: codeOf(error) };
  }
}

/** A frame without an origin of its own is sandboxed, as a plugin's often is: no browser's viewer runs in there. */
function canShowPdf(): boolean {
  return navigator.pdfViewerEnabled && globalThis.origin !== 'null';
}

function release(view: FileView): void {
  if (view.status === 'shown' && view.kind !== 'text') URL.revokeObjectURL(view.url);
}

/** The same line with the same content: a list that is read again brings new objects. */
function isSame(a: ListedFile, b: ListedFile): boolean {
  const [one, other] = [a.attachment, b.attachment];
  return a.key === b.key && one.data === other.data && one.url === other.url && one.hash === other.hash;
}
