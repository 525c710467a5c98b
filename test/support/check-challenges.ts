import { challengeKinds } from '../../functions/challenge-kinds.ts';
import { missingOf } from './missing-of-challenge.ts';

// What create logs of the questions that are tried here is nobody's.
console.info = () => {};
const missing = (await Promise.all(Object.keys(challengeKinds).map(name => missingOf(name)))).flat();
for (const each of missing) console.error(`- ${each}`);
if (missing.length === 0) console.log(`Nothing is missing of ${Object.keys(challengeKinds).join(', ')}.`);
process.exitCode = missing.length > 0 ? 1 : 0;
