import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      'benchmarks/**/*.js',
      '.samspil/**',
      '**/*.html',
      'e2e/peers/**/*.{ts,tsx}',
    ],
  },
  {
    files: [
      'packages/*/src/**/*.ts',
      'packages/*/test/**/*.ts',
      'examples/**/*.ts',
      'e2e/**/*.ts',
      'storybook/{src,stories}/**/*.ts',
    ],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      // Browser-supplied event handlers and Lit listeners may be async: the platform ignores the promise, our code settles it.
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, attributes: false } },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Use runtime.randomUUID or a seeded generator.' },
      ],
    },
  },
  {
    // Chai's assertions are property reads, and tests hand over deliberately wrong shapes.
    files: [
      '**/*.test.ts',
      '**/testing/*-contract.ts',
      'packages/*/test/**/*.ts',
      'e2e/**/*.ts',
      'storybook/{src,stories}/**/*.ts',
    ],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['test', 'it', 'describe', 'suite'], package: 'node:test' },
          ],
        },
      ],
    },
  },
  {
    // chai-a11y-axe types every chai assertion as a promise, also those that are none.
    files: [
      'packages/components/src/**/*.test.ts',
      'packages/components/src/testing/*-contract.ts',
      'packages/smart-launcher/src/**/*.browser.test.ts',
    ],
    rules: { '@typescript-eslint/no-floating-promises': 'off' },
  },
);
