// The browser tests: dist/ as it would be published, in the system's Chromium.
//
// Beside dist/ the server has the fixtures at /tests-data/ and, where they lie next to this checkout, the larger data
// sets at /shared-datasets/: a spec opens `/?feed=/tests-data/robyn/datapackage.json`.
// `make e2e` sets the variables that are read here; without them `npx playwright test -c tests/e2e` works too.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

const root = fileURLToPath(new URL('../..', import.meta.url));
const port = process.env.MIYAR_E2E_PORT ?? '8123';
const report = process.env.MIYAR_E2E_REPORT;
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  outputDir: `${root}/test-results`,
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: report ? [['list'], ['json', { outputFile: report }]] : [['list']],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    browserName: 'chromium',
    headless: true,
    locale: 'en-GB',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.MIYAR_CHROMIUM ?? chromium(),
      args: [
        // Chromium's sandbox refuses to run as root.
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: [
      'node scripts/serve.mjs --root dist --quiet',
      `--port ${port}`,
      '--mount /tests-data=tests/data',
      '--mount /shared-datasets=../shared/datasets',
    ].join(' '),
    cwd: root,
    url: `http://127.0.0.1:${port}/index.html`,
    reuseExistingServer: false,
    timeout: 15_000,
  },
});

function chromium() {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    } catch {
      // The next name.
    }
  }
  throw new Error('no Chromium on PATH; name one in MIYAR_CHROMIUM');
}
