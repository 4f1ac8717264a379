import '@samspil/components/define/observation-trend';
import '@samspil/components/define/patient-banner';
import type { ClinicalContext } from '@samspil/sdk';

/** Shows the record with the workplace's own elements, and waits until they have drawn. */
export async function display(context: ClinicalContext, container: HTMLElement): Promise<() => void> {
  const elements = ['samspil-observation-trend', 'samspil-patient-banner'].map((name) => {
    const element = document.createElement(name) as HTMLElement & {
      context?: ClinicalContext;
      updateComplete?: Promise<unknown>;
    };
    element.context = context;
    container.append(element);
    return element;
  });
  const table = document.createElement('samspil-observation-trend') as HTMLElement & {
    context?: ClinicalContext;
  };
  table.setAttribute('as-table', '');
  table.context = context;
  container.append(table);
  const isDrawn = () =>
    [...elements, table].every(
      (element) =>
        (element.shadowRoot?.childElementCount ?? 0) > 0 &&
        !element.shadowRoot?.querySelector('[aria-busy=true]'),
    );
  for (let turn = 0; turn < 40 && !isDrawn(); turn++) await new Promise((resolve) => setTimeout(resolve, 25));
  // Images and styles that markup would have asked for are asked for by now.
  await new Promise((resolve) => setTimeout(resolve, 100));
  return () => [...elements, table].forEach((element) => element.remove());
}
