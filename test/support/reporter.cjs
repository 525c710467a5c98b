// The spec reporter, and at the end a line that a program can read: `N passed, N failed, N skipped`.
const { reporters } = require('mocha');

module.exports = class CountingSpec extends reporters.Spec {
  epilogue() {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    console.log(`${passes} passed, ${failures} failed, ${pending} skipped`);
  }
};
