import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Measurements in a real browser, apart from the unit tests: they take their time and need Chromium. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    include: ['*.bench.ts'],
    environment: 'node',
  },
});
