import { equal } from '../../question/compare.ts';
import { pick } from '../../question/derive.ts';
import { foldCode } from '../../question/fold-code.ts';
import { codeLengthOf, inGroups } from '../../question/long-code.ts';
import { questionName, shownName } from '../../question/nonce.ts';
import type { Question } from '../../question/question.ts';
import { record, texts, whole, wrong } from '../../settings/checks.ts';
import { type Challenge, type ChallengeMaker, sentTo } from '../challenge.ts';
import { alphabets, minutesLeft } from '../one-time-code.ts';

const MAC_BYTES = 32;

/** The question's name, time of issue, nonce, MAC. */
const TOKEN = /^[\w-]{22}\.(\d{10})\.([\w-]{22})\.[\w-]{43}$/;

/**
 * A link by e-mail, and a short code beside it for who reads mail on another device.
 *
 * The link holds `username` and `token` in its fragment, which goes to no server: a scanner that fetches the page
 * takes nothing with it, and uses nothing up. The page gives the token as the answer. It is right in any session of
 * the same user, client and step, until its time is up or it was used.
 */
export const magicLink: ChallengeMaker = (settings, world): Challenge => {
  const { urls, codeLength } = parse(settings);

  const lengthOf = (question: Question) =>
    codeLengthOf(question, alphabets.digits, question.step.codeLength ?? codeLength);
  const code = async (question: Question) =>
    pick(await question.secret(sentTo(question, 'email', 'code')), alphabets.digits, lengthOf(question));

  function link(question: Question, token: string, redirect: string | undefined): string {
    const url = urls.find(each => each === redirect) ?? urls[0];
    return `${url}#${new URLSearchParams({ username: question.event.userName, token })}`;
  }

  return {
    isKept: true,
    message: {
      medium: 'EMAIL',
      attribute: 'email',
      isOutstanding: true,
      values: async (question, redirect) => ({
        link: link(question, await token(question), redirect),
        code: inGroups(await code(question)),
        minutes: minutesLeft(question, world.now()),
      }),
    },
    answer: token,
    // An app keeps its sessions by question, and finds the one that a token belongs to. The nonce goes into the mail
    // alone: without it, the key of the hour makes no token.
    create: async question => ({
      public: {
        question: shownName(question),
        codeLength: String(lengthOf(question)),
        codeAlphabet: 'digits',
      },
    }),
    questionOf: (asked, given) => {
      const [, issuedAt, nonce] = TOKEN.exec(given) ?? [];
      return nonce && issuedAt ? asked.at(nonce, Number(issuedAt)) : undefined;
    },
    verify: async (question, given) => {
      const isToken = equal(given, await token(question));
      const isCode = equal(foldCode(given), await code(question));
      return isToken || isCode;
    },
  };
};

/** The question's time is part of what the MAC is made of: else an old link could be given a younger date. */
async function token(question: Question): Promise<string> {
  const { nonce, issuedAt, secret } = question;
  const bytes = await secret(sentTo(question, 'email', 'token'));
  const mac = Uint8Array.from({ length: MAC_BYTES }, () => bytes.next().value);
  return `${questionName(question)}.${issuedAt}.${nonce}.${Buffer.from(mac).toString('base64url')}`;
}

function parse(settings: unknown): { urls: readonly string[]; codeLength: number } {
  const { urls, codeLength } = record(settings, 'challenges.magic_link');
  const at = 'challenges.magic_link.urls';
  const pages = texts(urls, at);
  if (pages.length === 0) throw wrong(at, 'at least one URL', urls);
  pages.forEach((page, index) => {
    if (!isPage(page))
      throw wrong(`${at}[${index}]`, 'an https URL without ? and #, or http://localhost', page);
  });
  return { urls: pages, codeLength: whole(codeLength ?? 6, 'challenges.magic_link.codeLength', 6, 10) };
}

/** Whether a token may be taken there: over TLS, or to this machine. */
function isPage(text: string): boolean {
  if (!URL.canParse(text) || /[?#\s]/.test(text) || text.length > 512) return false;
  const { protocol, hostname, username, password } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost');
  return isSafe && username === '' && password === '';
}

export default magicLink;
