// node lambda.cjs FOLDER: an execution environment of Lambda. Loads a function as Lambda's runtime does, and tells that it is
// ready; then it takes events on its input, one a line, and tells of each what it cost and what came of it.
// Lambda's order: https://github.com/aws/aws-lambda-nodejs-runtime-interface-client (src/UserFunction.js)
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { createInterface } = require('node:readline');
const { pathToFileURL } = require('node:url');
const { patchConsole } = require('../../local/lambda/runtimes/nodejs/console.cjs');
const { cost, report } = require('./cost.cjs');

const tell = what => report({ ...what, maxRssMb: process.resourceUsage().maxRSS / 1024 }, '\n');
const since = (before, after = cost()) => ({
  wallMs: after.wallMs - before.wallMs,
  cpuMs: after.cpuMs - before.cpuMs,
});

function load(folder) {
  const path = join(folder, 'index.js');
  return existsSync(path) ? require(path) : import(pathToFileURL(join(folder, 'index.mjs')));
}

async function main() {
  // As Lambda's does: the first line of Node's own console costs 5 ms, and the next ones nothing.
  patchConsole();
  const lines = createInterface({ input: process.stdin });
  const started = cost();
  const { handler } = await load(process.argv[2]);
  tell({ ...since(started), startMs: started.wallMs });
  // What goes on after the init is the first event's CPU, though nobody waits for it.
  let idle = cost();
  for await (const line of lines) {
    const event = JSON.parse(line);
    const before = cost();
    let outcome;
    try {
      outcome = { response: await handler(event) };
    } catch (error) {
      outcome = { error: String(error) };
    }
    const after = cost();
    tell({ ...since(before, after), cpuMs: after.cpuMs - idle.cpuMs, ...outcome });
    idle = cost();
  }
  process.exit();
}

main();
