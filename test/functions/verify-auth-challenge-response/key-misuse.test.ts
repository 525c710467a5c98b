import { createHmac, randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { createChallenge } from '../../../functions/create-auth-challenge/create-challenge.ts';
import { dynamodbLedger } from '../../../functions/ledger/dynamodb.ts';
import { questionName } from '../../../functions/question/nonce.ts';
import { verifyAnswer } from '../../../functions/verify-auth-challenge-response/verify-answer.ts';
import { disguises } from '../../support/disguises.ts';
import { LEDGER_TABLE, useDynamodb } from '../../support/dynamodb.ts';
import { recordOutput } from '../../support/recorded-output.ts';
import { askedIn } from '../../support/right-answer.ts';
import { KEY_ID, settingsOf, step } from '../../support/settings.ts';
import { ATTRIBUTES, CLIENT_ID, cognitoEvent, parsed, USER_NAME } from '../../support/trigger-events.ts';
import { fakeMac, NOW_SECONDS, testWorld } from '../../support/worlds.ts';

const EVENT = cognitoEvent('verify');
const SETTINGS = settingsOf(step({ name: 'link', challenges: ['magic_link'], lifetimeSeconds: 900 }));
const HOUR = 3600;

type Parameters = Readonly<Record<string, string>>;

/** The key of an hour, as somebody got it who might once call kms:GenerateMac. */
const keyOf = (seconds: number) => fakeMac(KEY_ID, `cognito-challenge epoch ${Math.floor(seconds / HOUR)}`);

describe('Somebody who once had KMS make the keys of hours past and to come', function () {
  this.timeout(20_000);
  const output = recordOutput();
  const dynamodb = useDynamodb();
  let world: ReturnType<typeof testWorld>;

  beforeEach(() => {
    world = testWorld(dynamodbLedger(LEDGER_TABLE));
  });

  /** What an answer is bound to, put together apart from the functions. */
  const contextOf = (nonce: string, issuedAt: number) => [
    ...['answer-1', EVENT.userPoolId, CLIENT_ID, USER_NAME, 'link', 'magic_link'],
    ...[nonce, issuedAt],
  ];

  /** The MAC of a link. */
  async function macOf(nonce: string, issuedAt: number, key = keyOf(issuedAt)): Promise<string> {
    const purpose = `token to ${ATTRIBUTES.email}`;
    return createHmac('sha256', await key)
      .update(JSON.stringify([...contextOf(nonce, issuedAt), purpose, 0]))
      .digest('base64url');
  }
  /** A token in every form that there is and was. */
  async function forge(nonce: string, issuedAt = NOW_SECONDS, name = questionName({ nonce, issuedAt })) {
    const mac = await macOf(nonce, issuedAt);
    return [`${name}.${issuedAt}.${nonce}.${mac}`, `${nonce}.${issuedAt}.${mac}`];
  }
  const begin = async () => {
    const create = await createChallenge(SETTINGS, world);
    return create(parsed(cognitoEvent('create', { session: [] })));
  };
  const judge = async (challengeAnswer: string, privateChallengeParameters: Parameters) => {
    const event = cognitoEvent('verify', { challengeAnswer, privateChallengeParameters });
    return (await (await verifyAnswer(SETTINGS, world))(parsed(event))).answerCorrect;
  };

  it('makes links, as these tests do: with the nonce, they would be right', async () => {
    const { privateChallengeParameters: asked } = await begin();
    const [token = '', formerly = ''] = await forge(askedIn(asked).nonce);
    expect(await judge(formerly, asked)).to.equal(false);
    expect(await judge(token, asked)).to.equal(true);
  });

  it('signs nobody in by a link with a nonce of their own, in a sign-in that they begin as the user', async () => {
    const { privateChallengeParameters: asked, publicChallengeParameters: told } = await begin();
    const nonce = randomBytes(16).toString('base64url');
    for (const token of [...(await forge(nonce)), ...(await forge(nonce, NOW_SECONDS, told.question))])
      expect(await judge(token, asked), token).to.equal(false);
    expect(output.text(), 'and the operator can see it').to.include('no ledger knows that it was sent');
  });

  it('signs nobody in by a link with what the client is told of the question', async () => {
    const { privateChallengeParameters: asked, publicChallengeParameters: told } = await begin();
    const { question = '' } = told;
    expect(JSON.stringify(told)).to.not.include(askedIn(asked).nonce);
    for (const token of await forge(question, NOW_SECONDS, question))
      expect(await judge(token, asked), token).to.equal(false);
  });

  it('signs nobody in with what the table holds, though it lists the questions that were sent', async () => {
    const { privateChallengeParameters: asked } = await begin();
    await judge('000000', asked);
    const table = JSON.stringify(await dynamodb.items());
    for (const disguise of disguises(askedIn(asked).nonce)) expect(table).to.not.include(disguise);
    const texts = table.match(/[\w-]{22}/g) ?? [];
    expect(texts).to.include(questionName(askedIn(asked)));
    for (const text of new Set(texts))
      for (const token of await forge(text)) expect(await judge(token, asked), token).to.equal(false);
  });

  it('does not bring a link to life that they once were sent', async () => {
    const { privateChallengeParameters: first } = await begin();
    world.pass(1000);
    const { privateChallengeParameters: asked } = await begin();
    for (const issuedAt of [NOW_SECONDS + 1000, NOW_SECONDS + 500])
      for (const token of await forge(askedIn(first).nonce, issuedAt))
        expect(await judge(token, asked), token).to.equal(false);
  });

  it('has nothing of an hour’s key when an hour and two lifetimes are over after it: no answer is judged by it', async () => {
    // The fifth of an hour is long: its link counts for an hour more.
    let last = await begin();
    for (let n = 0; n < 4; n++) {
      world.pass(450);
      last = await begin();
    }
    const { privateChallengeParameters: first, publicChallengeParameters: told } = last;
    expect(told.codeLength).to.equal('20');
    const [token = ''] = await forge(askedIn(first).nonce, askedIn(first).issuedAt);
    const ofHour = Math.floor(askedIn(first).issuedAt / HOUR);
    world.pass((ofHour + 2) * HOUR + 2 * 900 - world.now() / 1000);
    const { privateChallengeParameters: asked } = await begin();
    world.macs.length = 0;
    for (const parameters of [first, asked]) expect(await judge(token, parameters)).to.equal(false);
    expect(world.macs, 'verify does not even have it made').to.deep.equal([]);
  });

  it('has as good a guess at a code as anybody: what the client is told does not tell it', async () => {
    const { privateChallengeParameters: asked, publicChallengeParameters: told } = await begin();
    const codeOf = async (nonce: string) => {
      const bytes = createHmac('sha256', await keyOf(NOW_SECONDS))
        .update(JSON.stringify([...contextOf(nonce, NOW_SECONDS), `code to ${ATTRIBUTES.email}`, 0]))
        .digest();
      return [...bytes]
        .filter(byte => byte < 250)
        .map(byte => byte % 10)
        .slice(0, 6)
        .join('');
    };
    expect(await judge(await codeOf(told.question ?? ''), asked)).to.equal(false);
    expect(await judge(await codeOf(askedIn(asked).nonce), asked), 'with the nonce').to.equal(true);
  });
});
