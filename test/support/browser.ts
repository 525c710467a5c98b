import { type Browser, chromium } from 'playwright-core';
import { findProgram } from '../../local/lambda/runtimes/find-program.ts';

/**
 * Debian's Chromium, without a window.
 *
 * @param hosts where names lead to, such as `{ 'evil.example': '127.0.0.1' }`; there is no other way out of the machine
 */
export function launchBrowser(hosts: Readonly<Record<string, string>> = {}): Promise<Browser> {
  const rules = Object.entries(hosts).map(([name, address]) => `MAP ${name} ${address}`);
  return chromium.launch({
    executablePath: findProgram('chromium') ?? '',
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
      ...['--disable-background-networking', '--disable-component-update'],
      ...(rules.length > 0 ? [`--host-resolver-rules=${rules.join(', ')}`] : []),
    ],
  });
}
