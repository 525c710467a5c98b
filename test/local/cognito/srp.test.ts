import { getDiffieHellman } from 'node:crypto';
import { expect } from 'chai';
import { createSrpSession, signSrpSession } from 'cognito-srp-helper';
import { clientSrp } from '../../../bench/sign-in/srp.ts';
import {
  createPasswordChallenge,
  passwordChallengeParameters,
  provesPassword,
} from '../../../local/cognito/password-challenge.ts';
import { fakeVerifier, makeVerifier, readPublicValue, sharedKey } from '../../../local/cognito/srp.ts';
import { power } from '../../../local/cognito/srp-group.ts';
import { userPoolId } from './pool.ts';

const poolName = 'Abc123xyz';
const userId = 'alice';
const modulus =
  `ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3cd3a431b
302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7edee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b
3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18
217c32905e462e36ce3be39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa051015728e5a8a
aac42dad33170d04507a33a85521abdf1cba64ecfb850458dbef0a8aea71575d060c7db3970f85a6e1e4c7abf5ae8cdb0933d71e8c94e04a25619dcee3d226
1ad2ee6bf12ffa06d98a0864d87602733ec86a64521f2b18177b200cbbe117577a615d6c770988c0bad946e208e24fa074e5ab3143db5bfce0fd108e4b82d1
20a93ad2caffffffffffffffff`.replaceAll('\n', '');
const N = BigInt(`0x${modulus}`);

/** What a client of AWS answers to a challenge, given the password it believes in. */
function exchange(verifier: ReturnType<typeof makeVerifier>, password: string) {
  const session = createSrpSession(userId, password, userPoolId, false);
  const A = readPublicValue(session.largeA);
  if (A === undefined) throw new Error('the client sent no valid SRP_A');
  const secretBlock = Buffer.from('a secret block').toString('base64');
  const challenge = createPasswordChallenge(A, verifier.verifier, secretBlock);
  const { passwordSignature, timestamp } = signSrpSession(session, {
    ChallengeParameters: passwordChallengeParameters(challenge, verifier, userId),
  });
  return { challenge, claim: { secretBlock, signature: passwordSignature, timestamp } };
}

describe('SRP against cognito-srp-helper', function () {
  // These clients compute with JavaScript's own numbers, which takes its time on a busy machine.
  this.timeout(60_000);

  // The sign bit decides on a leading zero byte, and a short salt has an odd number of digits.
  for (const salt of [0x7n, 0x80n, 2n ** 127n - 1n]) {
    it(`accepts the right password, with the salt ${salt.toString(16)}`, () => {
      const verifier = makeVerifier(poolName, userId, 'Correct-horse-7', salt);
      const { challenge, claim } = exchange(verifier, 'Correct-horse-7');

      expect(provesPassword(challenge, claim, { poolName, userId })).to.equal(true);
    });
  }

  it('refuses a wrong password', () => {
    const { challenge, claim } = exchange(
      makeVerifier(poolName, userId, 'Correct-horse-7', 42n),
      'Correct-horse-8',
    );

    expect(provesPassword(challenge, claim, { poolName, userId })).to.equal(false);
  });

  it('refuses a proof made for another challenge, user or time', () => {
    const verifier = makeVerifier(poolName, userId, 'Correct-horse-7', 42n);
    const { challenge, claim } = exchange(verifier, 'Correct-horse-7');
    const other = { ...claim, secretBlock: Buffer.from('another one!!!').toString('base64') };
    const later = { ...claim, timestamp: 'Thu Jan 1 00:00:00 UTC 2099' };

    expect(provesPassword(challenge, other, { poolName, userId })).to.equal(false);
    expect(provesPassword(challenge, later, { poolName, userId })).to.equal(false);
    expect(provesPassword(challenge, claim, { poolName, userId: 'bob' })).to.equal(false);
    expect(provesPassword(challenge, { ...claim, signature: '' }, { poolName, userId })).to.equal(false);
  });

  it('never accepts a password for a made-up verifier', () => {
    const { challenge, claim } = exchange(fakeVerifier(42n, Buffer.alloc(448, 7)), 'Correct-horse-7');

    expect(provesPassword(challenge, claim, { poolName, userId })).to.equal(false);
  });
});

describe('SRP against the client that is measured with', () => {
  // Half of all bases are no squares, which OpenSSL's Diffie-Hellman refuses in Node 22: eight in a row have none at 1 : 256.
  for (let salt = 1n; salt <= 8n; salt++) {
    it(`accepts the right password, with the salt ${salt}`, () => {
      const { verifier } = makeVerifier(poolName, userId, 'Correct-horse-7', salt);
      const client = clientSrp(poolName, 'Correct-horse-7');
      const A = readPublicValue(client.largeA) ?? 0n;
      const secretBlock = Buffer.from('a secret block').toString('base64');
      const challenge = createPasswordChallenge(A, verifier, secretBlock);
      const { signature, timestamp } = client.prove(
        passwordChallengeParameters(challenge, { salt, verifier }, userId),
      );

      expect(provesPassword(challenge, { secretBlock, signature, timestamp }, { poolName, userId })).to.equal(
        true,
      );
    });
  }
});

describe('SRP_A', () => {
  for (const [name, value] of [
    ['0', 0n],
    ['1', 1n],
    ['N − 1', N - 1n],
    ['N', N],
    ['N + 1', N + 1n],
    ['2N', 2n * N],
  ] as const) {
    it(`is refused where it is ${name}, which needs no password`, () => {
      expect(readPublicValue(value.toString(16))).to.equal(undefined);
    });
  }

  it('is refused where it is no hexadecimal number, or far too long a one', () => {
    for (const text of ['', 'xyz', '-5', '0x12', ' 12', 'a'.repeat(771)])
      expect(readPublicValue(text)).to.equal(undefined);
  });

  it('is read as it is', () => {
    expect(readPublicValue('0aF')).to.equal(0xafn);
  });

  it('shares no key where the client forces a trivial one, knowing the verifier', () => {
    const { verifier } = makeVerifier(poolName, userId, 'Correct-horse-7', 42n);

    expect(sharedKey({ A: 0n, b: 5n, B: 7n, verifier })).to.equal(undefined);
  });
});

describe('the powers of SRP', () => {
  const naive = (base: bigint, exponent: bigint): bigint => {
    let result = 1n;
    for (const bit of exponent.toString(2)) result = (result * result * (bit === '1' ? base : 1n)) % N;
    return result;
  };

  it('are those of square-and-multiply, whatever the digits of the exponent', () => {
    const seed = BigInt(`0x${'9e3779b97f4a7c15'.repeat(48)}`) % N;
    for (const exponent of [0n, 1n, 2n, 15n, 16n, 17n, 255n, 2n ** 64n, 2n ** 255n - 19n, 0xf0f0f000n])
      for (const base of [2n, 3n, seed, N - 1n, N - 2n, seed + N])
        expect(power(base, exponent), `${base.toString(16).slice(0, 16)}…^${exponent}`).to.equal(
          naive(base, exponent),
        );
  });

  it('keep to the laws that hold for a prime: Fermat’s, and Euler’s for squares and others', () => {
    const other = findNonResidue();
    expect(power(other, N - 1n)).to.equal(1n);
    expect(power(other, (N - 1n) / 2n)).to.equal(N - 1n);
    expect(power(4n, (N - 1n) / 2n)).to.equal(1n);
  });

  it('are those of RFC 3526, group 15, by OpenSSL', () => {
    const group = getDiffieHellman('modp15');
    const publicKey = group.generateKeys('hex');
    expect(power(2n, BigInt(`0x${group.getPrivateKey('hex')}`)).toString(16)).to.equal(
      publicKey.replace(/^0+/, ''),
    );
  });

  it('take a made-up verifier that is no square, as half of all unknown users have', () => {
    const salt = 42n;
    const verifier = { salt, verifier: findNonResidue() };
    const { challenge, claim } = exchange(verifier, 'Correct-horse-7');

    expect(provesPassword(challenge, claim, { poolName, userId })).to.equal(false);
  });

  it('cost no more than a few times their multiplications', () => {
    // Square and multiply: 256 squarings and, with these bits, as many products. OpenSSL in Node 24, which checks the
    // prime at each use, takes hundreds of times as long.
    const floor = cpuOf(() => {
      for (let count = 0, product = N - 2n; count < 512; count++) product = (product * product) % N;
    });
    expect(cpuOf(() => power(N - 2n, 2n ** 256n - 1n)) / floor).to.be.lessThan(20);
  });

  /** Microseconds of CPU for ten times the work. */
  function cpuOf(work: () => void): number {
    const before = process.cpuUsage();
    for (let count = 0; count < 10; count++) work();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  }

  function findNonResidue(): bigint {
    for (let candidate = 3n; ; candidate++) if (naive(candidate, (N - 1n) / 2n) === N - 1n) return candidate;
  }
});
