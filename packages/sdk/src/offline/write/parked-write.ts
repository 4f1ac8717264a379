import type { RefusedWrite } from '../../contract/repair.ts';

/** A refused write and whose it is. The host gives it to nobody else. */
export interface ParkedWrite extends RefusedWrite {
  /** Patient id. */
  readonly patient: string;
  readonly plugin: { readonly id: string; readonly version: string; readonly view?: string };
}
