import { destinationOf } from '../../functions/delivery/destination.ts';
import { pseudonyms } from '../../functions/question/stable-key.ts';
import { seeded } from '../../test/support/seeded.ts';
import { KEY_ID } from '../../test/support/settings.ts';
import { cognitoEvent, parsed } from '../../test/support/trigger-events.ts';
import { fakeMac } from '../../test/support/worlds.ts';
import { type Told, textAucOf } from './two-samples.ts';

const NAMES =
  `anna ali andrea antonio ben bruno carlos chloe clara daniel david diego elena emma eric fatima felix
  giulia hannah hugo ines isabel ivan jack james jan john jose julia karim kevin laura lea leon lisa louis lucas maria
  marie mark martin mehmet michael mia nina noah olga oliver omar paul pedro peter rachel robert rosa sara simon sofia
  stefan thomas tim tom victor will yusuf zoe`.split(/\s+/);
/** Shares of a hundred, of a published sample of 2.3 million addresses: Google 39, Microsoft 35, Yahoo 18. */
const PROVIDERS = [
  ...[
    'gmail.com 39',
    'hotmail.com 20',
    'outlook.com 9',
    'live.com 4',
    'msn.com 2',
    'yahoo.com 18',
    'icloud.com 3',
  ],
  ...['aol.com 2', 'web.de 2', 'comcast.net 1'],
].flatMap(each => {
  const [domain = '', share] = each.split(' ');
  return Array<string>(Number(share)).fill(domain);
});

const populations: Readonly<Record<string, readonly string[]>> = {
  'people with mail at large providers': PROVIDERS,
  'people of one company': ['acme.example'],
};

/**
 * How well the mask tells users with an address from users without, whose mask is made up. It is shown to who has
 * proved to be the user; and, for comparison, with letters that are all as likely, as they once were.
 */
export async function maskDifferences(count: number): Promise<Readonly<Record<string, Told>>> {
  const pseudonym = pseudonyms(KEY_ID, fakeMac);
  const random = seeded(7);
  const one = <Entry>(list: readonly Entry[]) => list[Math.floor(random() * list.length)] as Entry;
  const maskOf = async (userName: string, email: string, isProven: boolean) => {
    const event = parsed({
      ...cognitoEvent('create', { userAttributes: { email, email_verified: 'true' } }),
      userName,
    });
    const message = { medium: 'EMAIL', attribute: 'email', values: async () => ({}) } as const;
    const rules = { verifiedOnly: true, hiddenMedia: [] };
    return (await destinationOf(message, event, { ...rules, isProven }, pseudonym)).masked;
  };
  const letter = () => String.fromCharCode(97 + Math.floor(26 * random()));
  const masks = (from: (n: number) => Promise<string>) =>
    Promise.all(Array.from({ length: count }, (_, n) => from(n)));

  const told: Record<string, Told> = {};
  for (const [title, domains] of Object.entries(populations)) {
    const address = () => `${one(NAMES)}@${one(domains)}`;
    for (const [when, isShown] of [
      ['before a proof', false],
      ['after one', true],
    ] as const) {
      const real = await masks(n => maskOf(`user ${n}`, address(), isShown));
      told[`${title}, ${when}`] = textAucOf(await masks(n => maskOf(`none ${n}`, '', isShown)), real);
      if (isShown) {
        const uniform = await masks(async () => `${letter()}***@${letter()}***`);
        told[`${title}, all letters as likely`] = textAucOf(uniform, real);
      }
    }
  }
  return told;
}
