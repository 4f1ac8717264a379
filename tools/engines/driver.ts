/** One browser, as the range uses it: little enough that every engine's remote protocol can do it. */
export interface Driver {
  readonly name: string;
  /** Opens an address in the first tab. Resolves when it has loaded, or has been given up. */
  goto(url: string): Promise<void>;
  /** Runs an expression in the first tab and resolves with its value, awaited, as JSON. */
  evaluate<T>(expression: string): Promise<T>;
  /** Opens an address in another tab of the same session, follows it where it leads, and closes the tab. */
  visit(url: string): Promise<void>;
  /** Tabs and dialogs that opened by themselves since the last call. */
  takeOpened(): Promise<string[]>;
  /** Folder of the profile, where it is on a disk that can be searched. */
  readonly profile: string | undefined;
  close(): Promise<void>;
}
