import { SamspilError } from '@samspil/sdk';
import type { Ehr } from '@samspil/sdk/testing/faults';

/** Who is signed in on the device, and what the authorization server says to their pages. */
export class Session {
  readonly #ehr: Ehr;
  #user: string | undefined;
  #token = '';
  /** The token is no longer good; what is asked for next is still the old one. */
  #aged: 'no' | 'unnoticed' | 'noticed' = 'no';
  /** A token that had ended was replaced. */
  isRenewed = false;

  constructor(ehr: Ehr) {
    this.#ehr = ehr;
  }

  get user(): string {
    if (this.#user === undefined) throw new SamspilError('needs-login', 'Nobody is signed in.');
    return this.#user;
  }

  isSignedIn(user: string): boolean {
    return this.#user === user;
  }

  signIn(user: string): void {
    this.signOut();
    this.#user = user;
    this.#token = this.#ehr.signIn(user);
    this.#aged = 'no';
  }

  signOut(): void {
    this.#ehr.revoke(this.#token);
    this.#user = undefined;
  }

  /** The server ends the token, and nobody knows yet. */
  expire(): void {
    this.#ehr.revoke(this.#token);
    this.#aged = 'unnoticed';
  }

  /** Token and key of a page's own user; nothing while somebody else, or nobody, is signed in. */
  of(user: string): { token?: string; key?: string } {
    if (this.#user !== user) return {};
    if (this.#aged === 'noticed') {
      this.#token = this.#ehr.signIn(user);
      this.#aged = 'no';
      this.isRenewed = true;
    } else if (this.#aged === 'unnoticed') this.#aged = 'noticed';
    return { token: this.#token, key: Buffer.alloc(32, user.length).toString('hex') };
  }
}
