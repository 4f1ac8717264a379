import { definePlugin } from '../../../src/index.ts';

/** What a test sees of a view that takes its time, and decides of it. */
export interface Gate {
  readonly shown: Promise<void>;
  readonly log: string[];
  cleanup(): void | Promise<void>;
}

/** A view that is shown, and cleaned up, when the test lets it. */
export default definePlugin({
  clientId: 'gated',
  scope: '',
  views: {
    async main(_workplace, root, { signal }) {
      const gate = (window as unknown as { gate: Gate }).gate;
      root.textContent = 'on its way';
      gate.log.push('began');
      signal.addEventListener('abort', () => gate.log.push('aborted'));
      await gate.shown;
      gate.log.push('shown');
      return () => {
        gate.log.push('cleaned up');
        return gate.cleanup();
      };
    },
  },
});
