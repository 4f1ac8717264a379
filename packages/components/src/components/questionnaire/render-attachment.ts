import { html, nothing, type TemplateResult } from 'lit';
import { answerText } from './answer-words.ts';
import type { FieldTarget } from './render-field.ts';
import { idOf, type FormView } from './form-view.ts';

/** A file: chosen, named, taken away again. It is part of the response, and goes nowhere by itself. */
export function renderAttachment(target: FieldTarget, view: FormView): TemplateResult {
  const { found, answer, name, describedBy } = target;
  const { t } = view.words;
  const id = idOf(answer.key);
  const note = view.fileNote(answer.key);
  return html`${
      answer.answer
        ? html`<p class="file">
            <span>${answerText(answer.answer, view.words)}</span>
            <button
              class="quiet"
              type="button"
              aria-label=${t('questionnaire.removeOf', { name: answerText(answer.answer, view.words) })}
              @click=${() =>
                view.press(
                  () => view.filled.answer(found.key, answer.key, undefined),
                  () => `#${id}`,
                )}
            >
              ${t('questionnaire.remove')}
            </button>
          </p>`
        : html`<input
            id=${id}
            type="file"
            part="control"
            accept=${found.item.mimeTypes.join(',') || nothing}
            aria-label=${[name, t('questionnaire.file')].filter(Boolean).join(', ')}
            aria-invalid=${view.faultOf(answer.key) ? 'true' : 'false'}
            aria-describedby=${describedBy || nothing}
            @input=${(event: Event) => event.stopPropagation()}
            @change=${(event: Event) => {
              const [file] = (event.target as HTMLInputElement).files ?? [];
              // Only what was read is an answer: the element tells of it then.
              event.stopPropagation();
              if (file) view.attach({ key: found.key, answerKey: answer.key }, file);
            }}
          />`
    } <span role="status" class="note">${note ?? nothing}</span>`;
}
