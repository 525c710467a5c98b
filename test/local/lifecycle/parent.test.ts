import { expect } from 'chai';
import { onParentEnd, type Processes } from '../../../local/lifecycle/parent.ts';

/** A machine with npm (10), its shell (20) and this process. */
function machine() {
  const state = { parent: 20, npmIsParent: true };
  const processes: Processes = {
    parent: () => state.parent,
    parentOf: pid => (pid === 20 ? 10 : undefined),
    isParentOf: () => state.npmIsParent,
  };
  return { state, processes };
}

/** Looks so often, and so fast, that it is told in a moment. */
const told = (
  byNpm: boolean,
  { state, processes }: ReturnType<typeof machine>,
  event: Partial<typeof state>,
) =>
  new Promise<string>(resolve => {
    const stop = onParentEnd(() => resolve('ended'), { byNpm, processes, lookMs: 1 });
    Object.assign(state, event);
    setTimeout(() => {
      stop();
      resolve('goes on');
    }, 30);
  });

describe('the end of the parent', () => {
  it('is when another process adopts this one', async () => {
    expect(await told(false, machine(), { parent: 1 })).to.equal('ended');
    expect(await told(true, machine(), { parent: 1 })).to.equal('ended');
  });

  it('is when npm is no longer the parent of the shell between them', async () => {
    expect(await told(true, machine(), { npmIsParent: false })).to.equal('ended');
    expect(await told(false, machine(), { npmIsParent: false })).to.equal('goes on');
  });

  it('is not while all of them run, nor for what was started without a parent', async () => {
    expect(await told(true, machine(), {})).to.equal('goes on');
    const { state, processes } = machine();
    state.parent = 1;
    expect(await told(true, { state, processes }, { parent: 0 })).to.equal('goes on');
  });
});
