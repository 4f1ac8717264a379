import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { a11ySnapshotPlugin } from '@web/test-runner-commands/plugins';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './tools/browser.mjs';
import { oneFile } from './tools/one-file.mjs';
import { originForm } from './tools/origin-form.mjs';

const browser = await findBrowser();
Object.assign(process.env, browser.env);

export default {
  rootDir: '.',
  files: ['packages/components/src/**/*.test.ts', 'packages/sdk/**/*.browser.test.ts'],
  nodeResolve: { exportConditions: ['samspil-source', 'browser', 'import', 'default'], browser: true },
  plugins: [
    originForm(),
    a11ySnapshotPlugin(),
    oneFile(),
    esbuildPlugin({
      ts: true,
      json: true,
      tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)),
      target: 'es2022',
    }),
  ],
  // Module scripts of a page in an opaque origin are asked for across origins.
  middleware: [
    (context, next) => {
      context.set('Access-Control-Allow-Origin', '*');
      return next();
    },
  ],
  concurrency: 1,
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: browser.executablePath, args: browser.args, headless: true },
    }),
  ],
  testFramework: { config: { timeout: 20_000 } },
  testsFinishTimeout: 180_000,
  coverage: false,
  reporters: [defaultReporter({ reportTestProgress: false }), countReporter()],
};

/** Tells `npm test` how many tests there were. */
function countReporter() {
  return {
    onTestRunFinished({ sessions }) {
      if (!process.env.SAMSPIL_COUNTS) return;
      const counts = { passed: 0, failed: 0, skipped: 0 };
      for (const { testResults, errors } of sessions) {
        counts.failed += errors.length;
        if (testResults) countSuite(testResults, counts);
      }
      writeFileSync(process.env.SAMSPIL_COUNTS, JSON.stringify(counts));
    },
  };
}

function countSuite({ suites, tests }, counts) {
  for (const test of tests) counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1;
  for (const suite of suites) countSuite(suite, counts);
}
