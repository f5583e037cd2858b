import { defineConfig } from '@playwright/test'
import { findBrowser, launchArguments } from './scripts/browser.ts'

const browser = findBrowser()

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'node_modules/.cache/playwright',
  // each test starts its own server on its own data folder
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      args: launchArguments,
      ...(browser === undefined ? {} : { executablePath: browser.path }),
    },
  },
})
