import { signIn } from '../client/sign-in.ts';
import { newUser } from '../client/users.ts';
import { isObject, type Json } from '../json.ts';
import { type Scenario, toldError } from '../scenario.ts';
import { ofTrigger } from './events.ts';
import { ONE_CHALLENGE } from './rules.ts';

/** `'phone_number_verified': 'True'` was seen (amplify-js#5834), and booleans and nulls are reported. */
export const attributes: Scenario = {
  name: 'attribute-types',
  kind: 'question',
  on: 'probe',
  asks: 'Of what type, and how spelled, are the attributes in events, for each way to spell a verified address?',
  run: async stage => {
    await stage.kept.script(ONE_CHALLENGE);
    const spelled: Record<string, Json> = {};
    for (const spelling of ['true', 'True', 'TRUE', 'false', '1']) {
      try {
        const user = signIn(stage, await newUser(stage, { attributes: { email_verified: spelling } }));
        await stage.kept.forget();
        await user.begin();
        const [event] = ofTrigger(await stage.kept.events(), 'DefineAuthChallenge');
        const given = event?.request.userAttributes;
        const types = isObject(given) ? [...new Set(Object.values(given).map(value => typeof value))] : [];
        spelled[spelling] = {
          email_verified: isObject(given) ? (given.email_verified ?? null) : null,
          types,
        };
      } catch (error) {
        spelled[spelling] = toldError(error);
      }
    }
    return spelled;
  },
};
