import { defineConfig } from 'vitest/config'

const rules = ['test/architecture.test.ts', 'test/**/*.rules.test.ts', 'test/seed/tables.test.ts']
const setupFiles = ['test/support/seed.ts']

/** `rules`: seconds, no server. `api`: workerd, libSQL and the Stripe stand-in. `browser`: a real Chromium. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'rules', include: rules, setupFiles } },
      {
        test: {
          name: 'api',
          setupFiles,
          include: ['test/**/*.test.ts'],
          exclude: [...rules, 'test/browser/**'],
          globalSetup: ['test/support/built.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/support/built.ts'],
          testTimeout: 120_000,
          // A busy machine can make a browser miss its moment once.
          retry: 1,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
})
