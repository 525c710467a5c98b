import { expect } from 'chai';
import { rejection } from '../../support/handlers.ts';
import { program } from '../../support/zip-of.ts';
import { useLambda } from './deploy.ts';

describe('functions that are warmed', function () {
  this.timeout(30_000);
  const { deploy, functionOf, start } = useLambda();

  it('have a sandbox that waits for the first invocation', async () => {
    const { lambda, invoke } = await deploy({ 'index.js': 'exports.handler = async () => "fine";' });

    await lambda.warm();

    expect(await invoke()).to.include({ result: 'fine', coldStart: false });
  });

  it('tell which of them cannot be initialized, and why', async () => {
    const functions = await Promise.all([
      functionOf({ 'index.js': 'throw new TypeError("not like this");' }, { name: 'throws' }),
      functionOf({ 'index.js': '' }, { name: 'empty' }),
      functionOf({ 'index.js': 'exports.handler = async () => 1;' }, { name: 'fine' }),
      functionOf({ 'index.js': '' }, { name: 'old', runtime: 'go1.x' }),
      functionOf(program('#!/bin/sh\nexit 3'), { name: 'ends', runtime: 'provided.al2023' }),
    ]);
    const lambda = await start(functions);

    const lines = (await rejection(lambda.warm())).message.split('\n');

    const [throws, empty, , old, ends] = functions;
    expect(lines).to.have.length(4);
    expect(lines[0]).to.equal(`${throws?.arn} cannot be initialized: TypeError: not like this`);
    expect(lines[1]).to.match(new RegExp(`^${empty?.arn} cannot be initialized: Runtime.HandlerNotFound: `));
    expect(lines[2]).to.include(`${old?.arn} cannot`).and.include('go1.x does not run on this machine');
    expect(lines[3]).to.include(`${ends?.arn} cannot`).and.include('exit status 3');
  });
});
