import { signIn } from '../client/sign-in.ts';
import { newUser } from '../client/users.ts';
import type { Json } from '../json.ts';
import { type Scenario, told } from '../scenario.ts';
import type { Rule, Script } from '../script.ts';
import { ONE_CHALLENGE } from './rules.ts';

const answers = (response: object): Rule => ({ response });

/** What a function may say that no page of AWS's says what comes of. */
const ODD: Readonly<Record<string, Script>> = {
  'define: tokens and failure at once': {
    DefineAuthChallenge: [answers({ issueTokens: true, failAuthentication: true })],
  },
  'define: tokens and a challenge at once': {
    DefineAuthChallenge: [
      answers({ issueTokens: true, failAuthentication: false, challengeName: 'CUSTOM_CHALLENGE' }),
    ],
  },
  'define: tokens at once, nothing answered': {
    DefineAuthChallenge: [answers({ issueTokens: true, failAuthentication: false })],
  },
  'define: nothing': { DefineAuthChallenge: [answers({})] },
  'define: failure': { DefineAuthChallenge: [answers({ issueTokens: false, failAuthentication: true })] },
  'define: the text "true"': {
    DefineAuthChallenge: [answers({ issueTokens: 'true', failAuthentication: 'false' })],
  },
  'define: a challenge that there is not': {
    DefineAuthChallenge: [
      answers({ challengeName: 'RIDDLE', issueTokens: false, failAuthentication: false }),
    ],
  },
  'define: NEW_PASSWORD_REQUIRED at once': {
    DefineAuthChallenge: [
      answers({ challengeName: 'NEW_PASSWORD_REQUIRED', issueTokens: false, failAuthentication: false }),
    ],
  },
  'define: null instead of the event': { DefineAuthChallenge: [{ output: null }] },
  'define: an object without the event': {
    DefineAuthChallenge: [{ output: { response: { issueTokens: false } } }],
  },
  'define: an error': { DefineAuthChallenge: [{ throws: 'Words of the function.' }] },
  'create: no private parameters': {
    CreateAuthChallenge: [answers({ publicChallengeParameters: { a: 'b' }, privateChallengeParameters: {} })],
  },
  'create: nothing': { CreateAuthChallenge: [answers({})] },
  'create: public parameters are null': {
    CreateAuthChallenge: [
      answers({ publicChallengeParameters: null, privateChallengeParameters: { answer: 'right' } }),
    ],
  },
  'create: a number as parameter': {
    CreateAuthChallenge: [
      answers({ publicChallengeParameters: { a: 1 }, privateChallengeParameters: { answer: 'right' } }),
    ],
  },
  'create: an error': { CreateAuthChallenge: [{ throws: 'Words of the function.' }] },
  'verify: no answerCorrect': { VerifyAuthChallengeResponse: [answers({})] },
  'verify: the text "true"': { VerifyAuthChallengeResponse: [answers({ answerCorrect: 'true' })] },
  'verify: an error': { VerifyAuthChallengeResponse: [{ throws: 'Words of the function.' }] },
};

export const contradictions: Scenario = {
  name: 'contradictions',
  kind: 'question',
  on: 'probe',
  asks: 'What comes of answers that contradict themselves, are missing or of a wrong type, and in which words?',
  run: async stage => {
    const known = await newUser(stage);
    const said: Record<string, Json> = {};
    for (const [name, script] of Object.entries(ODD)) {
      await stage.kept.script({ ...ONE_CHALLENGE, ...script });
      const user = signIn(stage, known);
      said[name] = await told(
        user.begin().then(asked => (name.startsWith('verify') ? user.answer(asked, 'right') : asked)),
      );
    }
    return said;
  },
};
