import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readDeployment } from '../local/deployment/read-deployment.ts';
import { startLocalAws } from '../local/local-aws.ts';
import { synthesize } from '../modules/synthesize.ts';
import { type Bench, costFigures } from './figure.ts';
import { type Cost, costOf, inTurns } from './measure.ts';
import { answers } from './sign-in/answers.ts';
import { signInClient } from './sign-in/client.ts';
import { clientSrp } from './sign-in/srp.ts';

/** Sign-ins in one measurement, and at one time. */
const SIGN_INS = 8;
const AT_A_TIME = 4;

/** The parameters of PASSWORD_VERIFIER, as long as real ones. */
const CHALLENGE = {
  SRP_B: clientSrp('Example01', '').largeA,
  SALT: '0123456789abcdef0123456789abcdef',
  SECRET_BLOCK: 'c2VjcmV0',
  USER_ID_FOR_SRP: 'user',
};

/**
 * Whole sign-ins, password by SRP and then a CAPTCHA, through the local server and the real functions. Client and
 * server share this process; the functions have their own, so their CPU does not show.
 */
export const signIns: Bench = async folder => {
  const modulePath = await synthesize(folder);
  const json: unknown = JSON.parse(await readFile(join(modulePath, 'cdk.tf.json'), 'utf8'));
  const deployment = readDeployment(json, { variables: { name: 'bench' }, modulePath });
  const { note, answer } = answers(
    deployment.functions[0]?.environment.CHALLENGE_SETTINGS,
    () => local.endpoint,
  );
  const local = await startLocalAws({ deployment, onRound: note });
  try {
    const signIn = signInClient(local, deployment, answer);
    const oneByOne = async () => {
      for (let n = 0; n < SIGN_INS; n++) await signIn();
    };
    const together = async () => {
      for (let n = 0; n < SIGN_INS; n += AT_A_TIME)
        await Promise.all(Array.from({ length: AT_A_TIME }, signIn));
    };
    const { one, four, srp } = await inTurns({
      one: async () => each(await costOf(oneByOne)),
      four: async () => each(await costOf(together)),
      srp: () => costOf(() => clientSrp('Example01', 'Example-password-1').prove(CHALLENGE)),
    });
    const oneRate = 1000 / one.wallMs;
    return [
      ...costFigures('local sign-in', one, { name: "the client's SRP alone", cost: srp }),
      { name: 'local sign-ins, one at a time', unit: '/s', figure: oneRate },
      {
        name: `local sign-ins, ${AT_A_TIME} at a time`,
        unit: '/s',
        figure: 1000 / four.wallMs,
        floor: { name: 'one at a time', figure: oneRate },
      },
    ];
  } finally {
    await local.close();
  }
};

const each = ({ wallMs, cpuMs }: Cost): Cost => ({ wallMs: wallMs / SIGN_INS, cpuMs: cpuMs / SIGN_INS });
