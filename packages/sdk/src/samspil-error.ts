import type { SamspilErrorCode } from './errors.ts';

// A module of its own: a page that only throws it downloads none of its subclasses.
/** Base of all errors. `code` is stable; `message` is for developers, in English. */
export class SamspilError extends Error {
  override name = 'SamspilError';
  readonly code: SamspilErrorCode;

  constructor(code: SamspilErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
