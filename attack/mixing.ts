import { given, told } from './faults/ended.ts';
import { startFunctions } from './faults/functions.ts';
import { type Asked, player } from './faults/play.ts';
import { findings, type Part } from './part.ts';
import { withAws } from './with-aws.ts';

const kinds = ['captcha', 'email_otp', 'sms_otp', 'magic_link'] as const;

/** Who asks: each differs from each other in one thing at least. All have one mailbox and one phone. */
const people = ['eu-west-1_Pool1', 'eu-west-1_Pool2'].flatMap(pool =>
  ['client1', 'client2'].flatMap(client => ['casey', 'robin'].map(name => ({ pool, client, name }))),
);

/**
 * What one sign-in has, used in another: the answer in the other's session, and the whole question with its answer, as if
 * Cognito mixed them up. No ledger, so that nothing but the answers themselves stands in between.
 */
export const mixing: Part = {
  name: 'mixing',
  what: 'answers, links and questions of each user, client and pool, used for each other',
  run: async log => {
    const found = findings();
    let tried = 0;
    await withAws(async aws => {
      for (const kind of kinds) {
        const { mark, world } = aws.newCell();
        const functions = await startFunctions(kind, 'KMS', mark, aws.url, { ledgerTable: undefined });
        const asked: { user: ReturnType<typeof player>; question: Asked; answer: string; who: string }[] = [];
        for (const { pool, client, name } of people) {
          const envelope = {
            userPoolId: pool,
            userName: name,
            callerContext: { awsSdkVersion: 'x', clientId: client },
          };
          const user = player(functions, world, mark, true, envelope);
          const question = given(await user.ask());
          await user.deliverAll();
          const answer = await user.right(question);
          asked.push({ user, question, answer, who: `${pool} ${client} ${name}` });
        }
        for (const mine of asked) {
          for (const other of asked) {
            if (mine === other || mine.answer === other.answer) continue;
            for (const question of [mine.question, other.question]) {
              tried++;
              const { text } = told(await mine.user.answer(question, other.answer));
              if (text === 'right') found.add(`${kind}: ${mine.who} signs in with what ${other.who} got`);
            }
          }
          // Otherwise nothing was shown.
          const { text } = told(await mine.user.answer(mine.question, mine.answer));
          if (text !== 'right') found.add(`${kind}: ${mine.who} cannot sign in: ${text}`);
        }
        log(`${kind}: ${tried} so far`);
      }
    });
    return { figures: { 'users, clients and pools': people.length, pairs: tried }, succeeded: found.list() };
  },
};
