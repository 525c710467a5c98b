import { expect } from 'chai';
import { need } from '../../../support/need.ts';
import { type Files, program } from '../../../support/zip-of.ts';
import { useLambda } from '../deploy.ts';

/** A runtime of one's own in Node.js: answers each event with this. */
const nodeRuntime = (answer: string) =>
  program(`#!/usr/bin/env node
    const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/invocation/';
    (async () => {
      for (;;) {
        const next = await fetch(api + 'next');
        const event = await next.json();
        const id = next.headers.get('lambda-runtime-aws-request-id');
        const [kind, body] = ${answer};
        await fetch(api + id + '/' + kind, { method: 'POST', body });
      }
    })();`);

describe('a provided runtime', function () {
  this.timeout(30_000);
  const { deploy } = useLambda();

  const deployProvided = (files: Files) => deploy(files, { runtime: 'provided.al2023', handler: 'any' });

  it('is the package’s bootstrap', async () => {
    const { invoke } = await deployProvided(
      nodeRuntime("['response', JSON.stringify([process.env._HANDLER, event])]"),
    );

    expect((await invoke(1)).result).to.deep.equal(['any', 1]);
    expect(await invoke(2)).to.deep.include({ result: ['any', 2], coldStart: false });
  });

  it('may answer with anything: its text is passed on', async () => {
    const { lambda } = await deployProvided(nodeRuntime("['response', 'no json']"));

    expect(await lambda.invoke('echo', '{}'))
      .to.include({ payload: 'no json' })
      .and.not.have.property('functionError');
  });

  it('may report an error in any form', async () => {
    const { lambda } = await deployProvided(nodeRuntime("['error', 'no json']"));

    expect(await lambda.invoke('echo', '{}')).to.include({ payload: 'no json', functionError: 'Unhandled' });
  });

  describe('in a shell', () => {
    before(need('curl'));

    it('runs', async () => {
      const { invoke } = await deployProvided(
        program(`#!/bin/sh
set -eu
api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
while true; do
  event=$(curl -sS -D "$TMPDIR/headers" "$api/next")
  id=$(tr -d '\\r' < "$TMPDIR/headers" | sed -n 's/^[Ll]ambda-[Rr]untime-[Aa]ws-[Rr]equest-[Ii]d: //p')
  curl -sS -o /dev/null -d "{\\"got\\":$event}" "$api/$id/response"
done`),
      );

      expect((await invoke({ a: 1 })).result).to.deep.equal({ got: { a: 1 } });
      expect(await invoke(2)).to.deep.include({ result: { got: 2 }, coldStart: false });
    });
  });

  for (const [title, files, reason] of [
    [
      'without a bootstrap',
      { 'index.js': '' },
      "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]",
    ],
    ['with one that is not executable', { bootstrap: '#!/bin/sh' }, 'permission denied'],
    ['with one whose interpreter is missing', program('#!/no/such/program'), 'no such file or directory'],
  ] as const) {
    it(`fails to start ${title}`, async () => {
      const { invoke } = await deployProvided(files);
      const { result, functionError } = await invoke();

      expect(functionError).to.equal('Unhandled');
      expect(result).to.have.property('errorType', 'Runtime.InvalidEntrypoint');
      expect(result)
        .to.have.property('errorMessage')
        .that.contains(reason)
        .and.matches(/^RequestId: [\w-]+ Error: /);
    });
  }
});
