import { writeFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { LambdaFunction } from '../../../local/deployment.ts';
import type { Lambda } from '../../../local/lambda/lambda.ts';
import { rejection } from '../../support/handlers.ts';
import { zipOf } from '../../support/zip-of.ts';
import { useLambda } from './deploy.ts';

const saying = (word: string) => ({ 'index.js': `exports.handler = async () => ['${word}', process.pid];` });

describe('an update of functions', function () {
  this.timeout(30_000);
  const { functionOf, start } = useLambda();

  const invoke = async (lambda: Lambda, name: string) => {
    const { payload, coldStart } = await lambda.invoke(name, '{}');
    const [word, pid] = JSON.parse(payload);
    return { word, pid, coldStart };
  };
  const repackage = (fn: LambdaFunction, word: string) => writeFile(fn.packagePath, zipOf(saying(word)));

  it('replaces what is repackaged, by what is warm; the others keep their sandboxes', async () => {
    const [one, other] = [
      await functionOf(saying('old')),
      await functionOf(saying('other'), { name: 'other' }),
    ];
    const lambda = await start([one, other]);
    await invoke(lambda, 'echo');
    const before = await invoke(lambda, 'other');
    await repackage(one, 'new');

    await lambda.update([one, other], ({ name }) => name === 'echo');

    expect(await invoke(lambda, 'echo')).to.include({ word: 'new', coldStart: false });
    expect(await invoke(lambda, 'other')).to.deep.equal({ ...before, coldStart: false });
  });

  it('replaces what is configured otherwise, adds what is new, and drops what is gone', async () => {
    const [one, added] = [
      await functionOf(saying('one')),
      await functionOf(saying('added'), { name: 'added' }),
    ];
    const gone = await functionOf(saying('gone'), { name: 'gone' });
    const lambda = await start([one, gone]);
    const { pid } = await invoke(lambda, 'echo');

    await lambda.update([{ ...one, environment: { LEVEL: '2' } }, added]);

    expect((await invoke(lambda, 'echo')).pid).not.to.equal(pid);
    expect(await invoke(lambda, 'added')).to.include({ word: 'added' });
    expect((await rejection(lambda.invoke('gone', '{}'))).message).to.include('Function not found');
  });

  it('lets an invocation end where it began', async () => {
    const slow = await functionOf({
      'index.js': `exports.handler = () => new Promise(resolve => setTimeout(resolve, 300, ['slow', process.pid]));`,
    });
    const lambda = await start([slow]);
    const running = invoke(lambda, 'echo');
    await repackage(slow, 'fast');

    await lambda.update([slow], () => true);

    expect((await invoke(lambda, 'echo')).word).to.equal('fast');
    expect((await running).word).to.equal('slow');
  });

  for (const [what, files, says] of [
    ['throws', { 'index.js': 'throw new TypeError("not like this")' }, 'TypeError: not like this'],
    ['has no handler', { 'index.js': '' }, 'Runtime.HandlerNotFound'],
  ] as const) {
    it(`changes nothing where one of them ${what}: it says which, and why`, async () => {
      const fine = await functionOf(saying('fine'));
      const broken = await functionOf(saying('old'), { name: 'broken' });
      const lambda = await start([fine, broken]);
      const before = await invoke(lambda, 'echo');
      await writeFile(broken.packagePath, zipOf(files));

      const error = await rejection(lambda.update([fine, broken], () => true));

      expect(error.message).to.include(`${broken.arn} cannot be initialized: `).and.include(says);
      expect((await invoke(lambda, 'echo')).pid).to.equal(before.pid);
      expect((await invoke(lambda, 'broken')).word).to.equal('old');
    });
  }

  it('changes nothing where a package is no zip', async () => {
    const fn = await functionOf(saying('old'));
    const lambda = await start([fn]);
    await writeFile(fn.packagePath, 'half of it');

    expect((await rejection(lambda.update([fn], () => true))).message).to.include(fn.packagePath);
    expect((await invoke(lambda, 'echo')).word).to.equal('old');
  });
});
