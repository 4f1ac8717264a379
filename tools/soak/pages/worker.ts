/** The outbox's own worker. */
import '../../../packages/sdk/src/offline/worker.ts';
