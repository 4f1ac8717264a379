import type { PrepareAnswer, PrepareNotice } from '../src/contract/context-change.ts';
import type { WorkplaceEvents } from '../src/contract/workplace-methods.ts';
import type { Participant } from '../src/host/context/survey.ts';
import type { PluginState } from '../src/host/types.ts';
import { WritableSignal } from '../src/workplace/signal.ts';

/** A participant in a change of context whose answers the test gives. */
export class ScriptedPlugin implements Participant {
  readonly id: string;
  readonly manifest: Participant['manifest'];
  readonly state = new WritableSignal<PluginState>('ready');
  /** What it was told, in order. */
  readonly told: { name: string; detail: unknown }[] = [];
  /** What it answers as soon as it is asked. Undefined: nothing. */
  answer: ((notice: PrepareNotice) => PrepareAnswer | undefined) | undefined;
  /** Where its answers go; set by the test. */
  send: (instance: string, change: string, answer: PrepareAnswer) => Promise<unknown> = async () => undefined;

  constructor(id: string, answer?: PrepareAnswer) {
    this.id = id;
    this.manifest = { id: `plugin-${id}`, title: { en: `Plugin ${id}` } };
    if (answer) this.answer = () => answer;
  }

  get notices(): PrepareNotice[] {
    return this.told.filter(({ name }) => name === 'prepare').map(({ detail }) => detail as PrepareNotice);
  }

  get names(): string[] {
    return this.told.map(({ name }) => name);
  }

  emit<K extends keyof WorkplaceEvents>(name: K, detail: WorkplaceEvents[K]): void {
    this.told.push({ name, detail });
    if (name !== 'prepare') return;
    const notice = detail as PrepareNotice;
    // Later than the question, as over a port.
    queueMicrotask(() => {
      const answer = this.answer?.(notice);
      if (answer) void this.send(this.id, notice.change, answer).catch(() => undefined);
    });
  }
}
