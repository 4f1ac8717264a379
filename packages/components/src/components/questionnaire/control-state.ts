import type { FilledForm } from './form/filled-form.ts';

/** What a form control tells of itself. */
export interface ControlState {
  readonly filled: FilledForm | undefined;
  readonly isDisabled: boolean;
  /** Nothing can be entered, so that nothing can be wrong. */
  readonly isLocked: boolean;
  readonly showsFaults: boolean;
  /** A fault the page found; empty for none. */
  readonly customError: string;
  /** How many fields are to be corrected, in words. */
  readonly message: string;
  /** The first of them, once it is drawn: the browser leads there. */
  readonly anchor: HTMLElement | undefined;
}

/** Tells the form around what the control's value is, whether it is valid, and the page its states. */
export function tellControl(internals: ElementInternals, state: ControlState): void {
  const { filled, customError } = state;
  const response = filled?.response();
  internals.setFormValue(response ? JSON.stringify(response) : null);
  const [first] = state.isLocked ? [] : (filled?.faults ?? []);
  const isMissing = first?.reason.code === 'required' || first?.reason.code === 'required-group';
  if (customError) internals.setValidity({ customError: true }, customError, state.anchor);
  else if (!first) internals.setValidity({});
  else
    internals.setValidity(
      isMissing ? { valueMissing: true } : { badInput: true },
      state.message,
      state.anchor,
    );
  const states = {
    blank: response?.item === undefined,
    invalid: !internals.validity.valid,
    'user-invalid': state.showsFaults,
    disabled: state.isDisabled,
    stopped: filled?.isStopped === true,
  };
  for (const [name, holds] of Object.entries(states)) {
    if (holds) internals.states.add(name);
    else internals.states.delete(name);
  }
}
