/** The outbox's real worker with a network that the test's page plays. The order of the imports is the point. */
import './scripted-network.ts';
import '../../src/offline/worker.ts';
