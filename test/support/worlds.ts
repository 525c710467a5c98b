import { createHmac, randomBytes } from 'node:crypto';
import type { HandedOver } from '../../functions/delivery/hand-over.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import { stateless } from '../../functions/ledger/stateless.ts';
import type { GenerateMac } from '../../functions/question/epoch-key.ts';

/** The first questions of these tests are asked now: 2025-11-21T18:33:20Z, a moment 33 minutes into an hour. */
export const NOW_SECONDS = 1763750000;

/** A KMS without a network: MACs as KMS would make them, under a key of the test's own. */
export const fakeMac: GenerateMac = async (keyId, message) =>
  createHmac('sha256', `key material of ${keyId}`).update(message).digest();

/** What create and verify have of the world, and what they did to it. The clock stands still until it is told to move. */
export function testWorld(ledger: Ledger = stateless) {
  let milliseconds = NOW_SECONDS * 1000;
  const macs: string[] = [];
  const handedOver: HandedOver[] = [];
  const calls: string[] = [];
  const pauses: number[] = [];
  const unexpected = (name: string) => async () => {
    throw new Error(`${name} was called`);
  };
  return {
    now: () => milliseconds,
    nonce: () => randomBytes(16).toString('base64url'),
    generateMac: (async (keyId, message) => {
      macs.push(message);
      return fakeMac(keyId, message);
    }) satisfies GenerateMac,
    ledger: recorded(ledger, calls),
    handOver: async (functionArn: string, message: HandedOver) => {
      calls.push(`handOver ${functionArn}`);
      handedOver.push(message);
    },
    sleep: async (milliseconds: number) => {
      pauses.push(milliseconds);
    },
    invoke: unexpected('invoke'),
    postForm: unexpected('postForm'),
    secretText: unexpected('secretText'),
    /** The messages that KMS was asked to make a MAC of. */
    macs,
    /** What was handed to the delivering function. */
    handedOver,
    /** The names of the ledger's and the delivering function's calls, in order. */
    calls,
    /** Milliseconds that were waited. */
    pauses,
    /** Moves the clock on. */
    pass: (seconds: number) => {
      milliseconds += seconds * 1000;
    },
  };
}

function recorded(ledger: Ledger, calls: string[]): Ledger {
  const noted = <Args extends unknown[], Result>(name: keyof Ledger, call: (...args: Args) => Result) => {
    return (...args: Args) => {
      calls.push(name);
      return call(...args);
    };
  };
  return {
    countAnswer: noted('countAnswer', ledger.countAnswer),
    countGuess: noted('countGuess', ledger.countGuess),
    wasRight: noted('wasRight', ledger.wasRight),
    claimQuestion: noted('claimQuestion', ledger.claimQuestion),
    claimResend: noted('claimResend', ledger.claimResend),
    wasSent: noted('wasSent', ledger.wasSent),
    claimMessage: noted('claimMessage', ledger.claimMessage),
    releaseMessage: noted('releaseMessage', ledger.releaseMessage),
  };
}
