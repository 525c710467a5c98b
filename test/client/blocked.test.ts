import { expect } from 'chai';
import { pageStorage } from '../../client/kept.ts';
import { pageChannel } from '../../client/tabs.ts';

/** Firefox does so for pages whose cookies and site data the user blocks. */
const blocked = () => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

describe('A page whose storage the user blocks', () => {
  const global = globalThis as Record<string, unknown>;
  const names = ['window', 'sessionStorage', 'BroadcastChannel'] as const;
  const before = names.map(name => [name, Object.getOwnPropertyDescriptor(global, name)] as const);

  beforeEach(() => {
    global.window = global;
    Object.defineProperty(global, 'sessionStorage', { get: blocked, configurable: true });
    global.BroadcastChannel = blocked;
  });

  afterEach(() => {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(global, name, descriptor);
      else delete global[name];
    }
  });

  it('keeps nothing, and has no other tabs', () => {
    expect(pageStorage()).to.equal(undefined);
    expect(pageChannel()).to.equal(undefined);
  });
});
