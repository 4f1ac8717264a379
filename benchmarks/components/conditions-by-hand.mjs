/**
 * A list of problems as a developer would write it in plain Lit for one hospital: Danish alone, every shape trusted, no
 * states, nothing read. It makes the same DOM as `samspil-conditions` does of the records of this measurement.
 */
import { html, LitElement, nothing } from 'lit';

const CLINICAL = { recurrence: 'Vendt tilbage', resolved: 'Afsluttet' };
const day = new Intl.DateTimeFormat('da-DK', {
  timeZone: 'UTC',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});
const localDay = new Intl.DateTimeFormat('da-DK', { day: '2-digit', month: '2-digit', year: 'numeric' });
const time = new Intl.DateTimeFormat('da-DK', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const codeOf = (concept) => concept.coding[0].code;
const press = () => undefined;

const chevron = html`<svg
  class="icon"
  viewBox="0 0 24 24"
  fill="none"
  stroke="currentColor"
  stroke-width="2"
  stroke-linecap="round"
  stroke-linejoin="round"
  aria-hidden="true"
>
  <path d="m6 9 6 6 6-6"></path>
</svg>`;

const fact = (label, value) =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;

function row(condition) {
  const name = condition.code.text;
  const clinical = codeOf(condition.clinicalStatus);
  const isOver = clinical === 'resolved';
  const tags = [];
  if (clinical !== 'active') tags.push(CLINICAL[clinical]);
  if (codeOf(condition.verificationStatus) === 'provisional') tags.push('Foreløbig');
  const recorded = new Date(condition.recordedDate);
  return html`<li class="entry ${isOver ? 'off' : ''}" part="entry">
    <div class="line">
      <p class="name">${name}</p>
      <div>
        <p>
          ${clinical === 'active' ? html`<span class="standing">Aktiv</span>` : nothing}
          <span class="when"
            ><span class="muted">Begyndt</span> ${day.format(new Date(condition.onsetDateTime))}</span
          >
        </p>
        ${tags.length > 0 ? html`<p class="tags">${tags.map((tag) => html`<span class="tag">${tag}</span>`)}</p>` : nothing}
      </div>
    </div>
    <details class="more-of" part="details">
      <summary aria-label="Detaljer: ${name}" @click=${press}>${chevron}<span>Detaljer</span></summary>
      <dl class="facts">
        ${fact('Kategori', 'Problem')} ${fact('Oplyst af', html`<span class="muted">Ikke oplyst</span>`)}
        ${fact('Registreret af', html`${condition.recorder.display} <span class="muted">Sundhedsperson</span>`)}
        ${fact('Registreret', `${localDay.format(recorded)} ${time.format(recorded)}`)}
        ${condition.note.map((note) => fact('Bemærkning', note.text))}
      </dl>
      <p class="history" hidden>
        <button type="button" aria-label="Historik: Detaljer: ${name}" @click=${press}>Historik</button>
      </p>
    </details>
  </li>`;
}

export class ConditionsByHand extends LitElement {
  static properties = { resources: { attribute: false } };

  render() {
    const isOver = ({ clinicalStatus }) => codeOf(clinicalStatus) === 'resolved';
    const over = this.resources.filter(isOver);
    return html`<section
      class="list"
      part="list"
      lang="da"
      aria-label="Diagnoser og problemer"
      aria-busy="false"
      tabindex="-1"
    >
      <header part="header">
        <h2>Diagnoser og problemer</h2>
        <slot name="actions"></slot>
      </header>
      <samspil-read-age></samspil-read-age>
      <ul class="rows" part="rows" data-group="active">
        ${this.resources.filter((each) => !isOver(each)).map(row)}
      </ul>
      <details class="group" part="group" data-group="inactive">
        <summary>${chevron}<span>Afsluttede (${over.length})</span></summary>
        <ul class="rows" part="rows" data-group="inactive">
          ${over.map(row)}
        </ul>
      </details>
    </section>`;
  }
}
