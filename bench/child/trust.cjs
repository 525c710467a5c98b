// node --require trust.cjs …: trusts the bench's own certificate besides Node's. NODE_EXTRA_CA_CERTS would have Node read
// all of its roots at the start (75 ms of CPU on Node 20), which a function on Lambda does with its first connection.
const tls = require('node:tls');

const { createSecureContext } = tls;
tls.createSecureContext = options => {
  const context = createSecureContext(options);
  context.context.addCACert(process.env.BENCH_CERTIFICATE);
  return context;
};
