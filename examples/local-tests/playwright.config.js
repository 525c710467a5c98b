import { defineConfig } from '@playwright/test';

export default defineConfig({
  testMatch: '*.playwright.js',
  // A browser that the machine has already; leave it out for Playwright's own.
  use: { launchOptions: { executablePath: process.env.CHROMIUM } },
});
