// node start.cjs BUNDLE [EVENT]: loads a bundle, calls its handler once if there is an event, and reports the cost.
const { cost, report } = require('./cost.cjs');

const [bundle, event] = process.argv.slice(2);
const { handler } = require(bundle);

Promise.resolve(event && handler(JSON.parse(event))).then(response => {
  report({ ...cost(), response });
  process.exit();
});
