import { SamspilError, type SamspilErrorCode } from '@samspil/sdk';

/** A call that is answered with an error: an HTTP status, a code, and words that repeat nothing of what was sent. */
export class CallRefused extends SamspilError {
  override name = 'CallRefused';
  readonly status: number;

  constructor(status: number, code: SamspilErrorCode, message: string) {
    super(code, message);
    this.status = status;
  }
}
