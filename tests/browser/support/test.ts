import { type BrowserContext, type Page, test as base } from '@playwright/test';
import { Server } from './server.js';

/** A fresh server for each test, and as many browsers as the test has people. */
export const test = base.extend<{ server: Server; newBrowser: (options?: Parameters<import('@playwright/test').Browser['newContext']>[0]) => Promise<Page> }>({
  server: async ({}, use, testInfo) => {
    const server = await Server.start();
    await use(server);
    await server.dispose();
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('log of the server', { body: server.log.join('\n'), contentType: 'text/plain' });
    }
  },
  newBrowser: async ({ browser, server }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext({ baseURL: server.url, ...options });
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

export { expect } from '@playwright/test';
