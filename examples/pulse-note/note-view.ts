import type { ReceiptState, View } from '@samspil/sdk';
import { isSamspilError } from '@samspil/sdk';
import { checkPlausible } from '@samspil/sdk/clinical';
import { showLatestPulse } from './latest-pulse.ts';
import { pulseNote } from './pulse.ts';
import { adoptStyles } from './styles.ts';
import { textsIn } from './texts.ts';

/** Notes a pulse, says what became of it, and shows the latest one. */
export const noteView: View = (workplace, root, { signal }) => {
  adoptStyles(root);
  const latest = document.createElement('p');
  const state = document.createElement('p');
  const form = document.createElement('form');
  const label = document.createElement('label');
  const words = document.createElement('span');
  const input = document.createElement('input');
  const save = document.createElement('button');
  input.inputMode = 'numeric';
  input.autocomplete = 'off';
  state.setAttribute('role', 'status');
  label.append(words, input);
  form.append(label, save);
  form.noValidate = true;
  root.append(latest, form, state);

  const name = (): void => {
    const t = textsIn(workplace.locale.value);
    words.textContent = t.label;
    save.textContent = t.save;
  };
  name();

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void note();
  });

  async function note(): Promise<void> {
    const t = textsIn(workplace.locale.value);
    const context = workplace.context.value;
    if (!context) return void (state.textContent = t.noPatient);
    const value = /^\d{1,3}$/.test(input.value.trim()) ? Number(input.value) : Number.NaN;
    const fault = checkPlausible('pulse', value);
    if (fault) {
      state.textContent = t.implausible
        .replace('{min}', String(fault.min))
        .replace('{max}', String(fault.max));
      return input.focus();
    }
    save.disabled = true;
    try {
      const receipt = await context.fhir.save(pulseNote(value, context));
      const say = (now: ReceiptState) => (state.textContent = t[now]);
      say(receipt.state);
      receipt.addEventListener('change', () => say(receipt.state), { signal });
      input.value = '';
    } catch (error) {
      // What was typed stays: it is not in the record.
      state.textContent = t.failed.replace('{code}', isSamspilError(error) ? error.code : 'unexpected');
    } finally {
      save.disabled = false;
    }
  }

  // What was said and typed was about the patient before.
  const stops = [
    workplace.context.subscribe(() => {
      state.textContent = '';
      input.value = '';
    }),
    workplace.locale.subscribe(name),
  ];
  showLatestPulse(latest, workplace, signal);
  return () => {
    for (const stop of stops) stop();
  };
};
