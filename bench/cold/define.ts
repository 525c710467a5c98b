import { bundleHandler } from '../bundles.ts';
import { costFigures, type Figure } from '../figure.ts';
import { child, fresh, inTurns } from '../measure.ts';
import { lambdaEnvironment } from '../trigger-events.ts';
import { settingsFor } from './cases.ts';
import { AFTER_PASSWORD, cognitoEvent } from './events.ts';
import type { Setting } from './setting.ts';

/** define's whole start, from Node's until the first event is answered. */
export async function defineStart({ node, folder }: Setting, scratch: string): Promise<readonly Figure[]> {
  const event = JSON.stringify(cognitoEvent('define', { session: AFTER_PASSWORD }));
  const variables = { ...lambdaEnvironment(scratch), CHALLENGE_SETTINGS: settingsFor('magic_link') };
  const start = (path: string) => () => fresh([child('start'), path, event], variables, node);
  const { define, empty } = await inTurns({
    define: start(`${folder('ours')('define-auth-challenge')}/index.js`),
    empty: start((await bundleHandler(scratch, 'empty')).path),
  });
  const floor = { name: 'empty handler', cost: empty };
  return costFigures('define, whole start', define, floor, { wall: 1.2, cpu: 1.2 });
}
