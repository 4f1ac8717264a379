import { html, type TemplateResult } from 'lit';
import { hostOf } from '../format/addresses.ts';

/**
 * A link out of the record, to an address that `httpsAddress` let through. It opens a window of its own that knows nothing
 * of this page: neither its address, which may name the patient, nor a way back into it. Its host is shown, whatever its
 * label says.
 */
export function renderLink(address: string, label: unknown, newWindow: string): TemplateResult {
  return html`<a href=${address} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer"
    >${label}<span class="host"> (${hostOf(address)})</span><span class="sr-only">, ${newWindow}</span></a
  >`;
}
