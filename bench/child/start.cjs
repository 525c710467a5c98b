// node start.cjs BUNDLE [EVENT]: loads a bundle, calls its handler once if there is an event, and reports the cost.
const { patchConsole } = require('../../local/lambda/runtimes/nodejs/console.cjs');
const { cost, report } = require('./cost.cjs');

patchConsole();

const [bundle, event] = process.argv.slice(2);
const { handler } = require(bundle);

Promise.resolve(event && handler(JSON.parse(event))).then(response => {
  report({ ...cost(), response });
  process.exit();
});
