/**
 * The runtime's side of the Lambda Runtime API.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
'use strict';

// Taken at start: a function that patches `http` (for tracing) shall not trace its own runtime.
const { Agent, request } = require('node:http');

/** @param {string} address `host:port`, from AWS_LAMBDA_RUNTIME_API */
exports.connect = address => {
  // The idle socket of a keep-alive agent is unreferenced, so it does not keep the event loop from being empty.
  const agent = new Agent({ keepAlive: true });

  const call = (method, path, body) =>
    new Promise((resolve, reject) => {
      const sent = request(`http://${address}/2018-06-01/runtime/${path}`, { method, agent }, response => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', chunk => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
        response.on('error', reject);
      });
      // Lambda is gone, and there is nobody left to work for.
      sent.on('error', error => {
        process.stderr.write(`The Runtime API does not answer ${method} ${path}: ${error.message}\n`);
        process.exit(1);
      });
      sent.end(body);
    });

  const post = async (path, body) => {
    const { status, text } = await call('POST', path, body);
    // As on AWS, the invocation has then failed there, and the runtime goes on.
    if (status !== 202) process.stderr.write(`The Runtime API answered ${status} to ${path}: ${text}\n`);
  };

  return {
    next: async () => {
      const { headers, text } = await call('GET', 'invocation/next');
      return { requestId: headers['lambda-runtime-aws-request-id'], headers, event: text };
    },
    response: (requestId, body) => post(`invocation/${requestId}/response`, body),
    error: (requestId, description) => post(`invocation/${requestId}/error`, JSON.stringify(description)),
    initError: description => post('init/error', JSON.stringify(description)),
  };
};
