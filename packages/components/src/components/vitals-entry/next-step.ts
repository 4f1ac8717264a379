/** Where Enter leads: the next field, where a group of radio buttons is one step. Undefined after the last. */
export function nextStep(root: ParentNode, from: HTMLInputElement): HTMLElement | undefined {
  const steps = [...root.querySelectorAll<HTMLInputElement>('input[data-step]:not(:disabled)')];
  const group = (input: HTMLInputElement) => (input.type === 'radio' ? input.name : input.id);
  const after = steps.slice(steps.indexOf(from) + 1).find((step) => group(step) !== group(from));
  if (!after || after.type !== 'radio') return after;
  return steps.find((step) => step.name === after.name && step.checked) ?? after;
}
