import type { StorybookConfig } from '@storybook/web-components-vite';

/** Stories over the sources of the elements: no build is needed before, and nothing is fetched from another host. */
const config: StorybookConfig = {
  stories: ['../pages/*.mdx', '../stories/*.stories.ts'],
  addons: ['@storybook/addon-docs'],
  framework: '@storybook/web-components-vite',
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  viteFinal: (vite) => ({
    ...vite,
    resolve: {
      ...vite.resolve,
      conditions: ['samspil-source', 'module', 'browser', 'development|production'],
    },
    build: { ...vite.build, target: 'es2022', chunkSizeWarningLimit: 4096 },
    server: { ...vite.server, fs: { allow: ['..'] } },
  }),
};

export default config;
