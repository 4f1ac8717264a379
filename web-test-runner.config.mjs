import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './tools/browser.mjs';

const browser = await findBrowser();
Object.assign(process.env, browser.env);

export default {
  rootDir: '.',
  files: ['packages/components/src/**/*.test.ts', 'packages/sdk/src/**/*.browser.test.ts'],
  nodeResolve: { exportConditions: ['samspil-source', 'browser', 'import', 'default'], browser: true },
  plugins: [esbuildPlugin({ ts: true, json: true, tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)), target: 'es2022' })],
  concurrency: 1,
  browsers: [
    chromeLauncher({ launchOptions: { executablePath: browser.executablePath, args: browser.args, headless: true } }),
  ],
  testFramework: { config: { timeout: 20_000 } },
  testsFinishTimeout: 180_000,
  coverage: false,
  reporters: [defaultReporter({ reportTestProgress: false })],
};
