import { equal } from '../../question/compare.ts';
import { pick } from '../../question/derive.ts';
import { foldCode } from '../../question/fold-code.ts';
import { codeLengthOf, inGroups } from '../../question/long-code.ts';
import { questionName, shownName } from '../../question/nonce.ts';
import type { Question } from '../../question/question.ts';
import { list, object, text } from '../../settings/declare.ts';
import { type Challenge, type ChallengeMaker, sentTo } from '../challenge.ts';
import { alphabets, minutesLeft } from '../one-time-code.ts';

const MAC_BYTES = 32;
const CODE_LENGTH = 6;

/** The question's name, time of issue, nonce, MAC. */
const TOKEN = /^[\w-]{22}\.(\d{10})\.([\w-]{22})\.[\w-]{43}$/;

const LABEL = '[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const HOST = `(${LABEL}\\.)*[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?`;
/** 1 to 65535. */
const PORT = '([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])';

/** A page that a token may be taken to: over TLS, or to this machine. What browsers read as an IPv4 address is not a host name. */
const page = text(
  'an https URL of a host by name, or http://localhost, without ? and #, up to 512 characters',
  new RegExp(`^(https://${HOST}|http://localhost)(:${PORT})?(/[^?#\\p{Z}\\p{Cc}]*)?$`, 'u'),
  /^[^\p{Cc}]{1,512}$/u,
);

export const magicLinkSettings = object({ urls: list(page, 1) });

/**
 * A link by e-mail, and a short code beside it for those who read mail on another device.
 *
 * The link holds `username` and `token` in its fragment, which goes to no server: a scanner that fetches the page
 * takes nothing with it, and uses nothing up. The page gives the token as the answer. It is right in any session of
 * the same user, client and step, until its time is up or it was used.
 */
export const magicLink: ChallengeMaker = (settings, world): Challenge => {
  const { urls } = magicLinkSettings.read(settings, 'magic_link');

  const lengthOf = (question: Question) =>
    codeLengthOf(question, alphabets.digits, question.step.codeLength ?? CODE_LENGTH);
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

/** The question's time is part of what the MAC is made of: otherwise an old link could be given a newer date. */
async function token(question: Question): Promise<string> {
  const { nonce, issuedAt, secret } = question;
  const bytes = await secret(sentTo(question, 'email', 'token'));
  const mac = Uint8Array.from({ length: MAC_BYTES }, () => bytes.next().value);
  return `${questionName(question)}.${issuedAt}.${nonce}.${Buffer.from(mac).toString('base64url')}`;
}

export default magicLink;
