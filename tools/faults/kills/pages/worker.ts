/** The outbox's own worker, on a platform that stops where it is told to. The order of the two lines is the point. */
import './platform.ts';
import '../../../../packages/sdk/src/offline/worker.ts';
