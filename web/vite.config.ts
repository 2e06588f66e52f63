import { fileURLToPath, URL } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';
import { explorer } from './build/explorer.ts';
import { precompress } from './build/precompress.ts';

/** The server that the development server hands API calls to. */
const server = process.env.GUILDHALL_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [
    vue(),
    explorer(),
    precompress({
      firstRoutes: ['src/components/shell/AppShell.vue', 'src/pages/GuildPage.vue'],
      budgetKilobytes: 200,
    }),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    proxy: {
      '/api': { target: server },
      '/graphql': { target: server, ws: true },
    },
  },
  build: { target: 'es2022', assetsInlineLimit: 0 },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    // Property tests take their time on a machine that is busy with a Rust build beside them.
    testTimeout: 30_000,
  },
});
