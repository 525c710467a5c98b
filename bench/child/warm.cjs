// node warm.cjs BUNDLE EVENT CALLS: calls a handler that is warm, and reports the cost of one call.
const { cost, report } = require('./cost.cjs');

const [bundle, event, calls] = process.argv.slice(2);
const { handler } = require(bundle);

async function run() {
  let response;
  // Parsed each time, as Lambda does: a handler may write into its event.
  for (let call = 0; call < Number(calls); call++) response = await handler(JSON.parse(event));
  return response;
}

run().then(async () => {
  const before = cost();
  const response = await run();
  const after = cost();
  report({
    wallMs: (after.wallMs - before.wallMs) / calls,
    cpuMs: (after.cpuMs - before.cpuMs) / calls,
    response,
  });
  process.exit();
});
