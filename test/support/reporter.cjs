// The spec reporter, and at the end a line that a program can read: `N passed, N failed, N skipped`. With TEST_SUMMARY,
// the path of a file, the tests that failed and that line are added to it, for who reads only the end of a long log.
const { appendFileSync } = require('node:fs');
const { relative } = require('node:path');
const { reporters } = require('mocha');

/** Of an error that goes on for pages, such as Terraform's. */
const LINES = 12;

module.exports = class CountingSpec extends reporters.Spec {
  epilogue() {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    const counts = `${passes} passed, ${failures} failed, ${pending} skipped`;
    if (process.env.TEST_SUMMARY)
      appendFileSync(process.env.TEST_SUMMARY, [...this.failures.map(told), counts, ''].join('\n'));
    console.log(counts);
  }
};

/** @param test a test or a hook; with `--parallel`, what was sent of it from the process that ran it */
function told(test) {
  const { message = String(test.err) } = test.err ?? {};
  const lines = message.trim().split('\n');
  const more = lines.length > LINES ? ['…'] : [];
  const error = [...lines.slice(0, LINES), ...more].map(line => `    ${line}`).join('\n');
  return `${test.fullTitle()}\n  ${relative('.', test.file ?? 'no file')}\n${error}\n`;
}
