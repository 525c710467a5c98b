// node import.cjs BUNDLE: imports a bundle, and reports what that took, without the start of Node.
const { cost, report } = require('./cost.cjs');

const before = cost();
import(process.argv[2]).then(() => {
  const after = cost();
  report({ wallMs: after.wallMs - before.wallMs, cpuMs: after.cpuMs - before.cpuMs });
  process.exit();
});
