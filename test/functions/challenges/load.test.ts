import { expect } from 'chai';
import { type ChallengeName, challengeKinds } from '../../../functions/challenge-kinds.ts';
import { loadChallenges } from '../../../functions/challenges/load.ts';
import { requiredSettings } from '../../support/challenge-settings.ts';
import { worldWith } from '../../support/questions.ts';
import { CODE, PASSWORD, settingsOf, step } from '../../support/settings.ts';

const settingsWith = (...challenges: readonly [ChallengeName, ...ChallengeName[]]) => ({
  ...settingsOf(
    PASSWORD,
    step({ challenges, functionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:ours' }),
  ),
  challenges: requiredSettings,
});

describe('loadChallenges', () => {
  const { password: _, ...custom } = challengeKinds;
  for (const name of Object.keys(custom) as (keyof typeof custom)[]) {
    it(`makes ${name}, with all that a challenge does`, async () => {
      const challenges = await loadChallenges(settingsWith(name), worldWith());
      expect([...challenges.keys()]).to.deep.equal([name]);
      for (const part of ['create', 'verify'] as const)
        expect(challenges.get(name)?.[part]).to.be.a('function');
    });
  }

  it('makes what the flow uses and nothing else, each once; the password is Cognito’s', async () => {
    const settings = settingsOf(PASSWORD, CODE, step({ challenges: ['captcha', 'sms_otp'] }));
    const challenges = await loadChallenges(settings, worldWith());
    expect([...challenges.keys()]).to.have.members(['email_otp', 'sms_otp', 'captcha']);
  });

  it('refuses a challenge’s own settings that are wrong, by their name', async () => {
    const settings = { ...settingsWith('captcha'), challenges: { captcha: { length: 3 } } };
    const message = await loadChallenges(settings, worldWith()).catch((error: Error) => error.message);
    expect(message).to.equal('captcha.length takes a whole number from 4 to 8; got 3.');
  });
});
