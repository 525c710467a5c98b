/**
 * Masks of addresses that do not exist. A decoy must look like the others: letters are as frequent as in real
 * addresses, and a name in another spelling has the same one.
 */

/**
 * First letters of mailboxes, a hundred: as given names begin, by the mean over name lists of eight languages. Other
 * operators' users may have other letters, so masks are shown only to users who have proved who they are.
 */
const MAILBOXES =
  'aaaaaaaaaaaaa' +
  'bbbbccccccddddeeeeeeffffgggghhiiijjjjjjjkkklllllllmmmmmmmmmm' +
  'nnnooppprrrrrssssssttt' +
  'vvwyz';

/** First letters of domains, a hundred: the large providers of mail, and the rest. */
const DOMAINS = `${'g'.repeat(45)}${'h'.repeat(15)}${'y'.repeat(15)}${'o'.repeat(10)}iiiiaaallmmwwce`;

/** A sign-in name without differences that Cognito may ignore: case, and forms of one letter. */
export function foldName(userName: string): string {
  return userName.normalize('NFKC').trim().toLowerCase();
}

/** @param pseudonym of the user */
export function decoyEmail(pseudonym: string): string {
  const bytes = Buffer.from(pseudonym, 'base64url');
  const letter = (letters: string, at: number) =>
    letters.charAt(Math.floor((bytes.readUInt32BE(at) / 2 ** 32) * letters.length));
  return `${letter(MAILBOXES, 0)}@${letter(DOMAINS, 4)}`;
}

/** The last four digits of numbers are anything: operators give them out in a row. */
export function decoyNumber(pseudonym: string): string {
  return String(Buffer.from(pseudonym, 'base64url').readUInt32BE() % 10_000).padStart(4, '0');
}
