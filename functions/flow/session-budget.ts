/**
 * How much of Cognito's session a sign-in may fill, in bytes of JSON: its entries, and the private parameters of the
 * open question. Cognito hands all of it to the client, encrypted, as the `Session` string of each answer.
 *
 * The API reference documents 2048 characters for that string. The service itself checks for 8192: it has given out
 * one of 8420, and refused it when it came back (amplify-js#14411), so a session that is too long ends a sign-in in
 * the middle. Sessions of 779 to 1358 characters were seen with next to nothing in them. As base64, 8192 characters
 * are 6144 bytes; less 1100 for what Cognito adds, some 5000 are left (unverified: whether Cognito compresses it is
 * not documented, and neither is whether public parameters are in it; that they are not is assumed here).
 */
export const SESSION_LIMIT_BYTES = 5000;

/** Rounds that a client may use up with actions, on top of those that the attempts allow: for all steps together. */
export const FREE_ROUNDS = 8;

/** `{"challengeName":"CUSTOM_CHALLENGE","challengeResult":false,"challengeMetadata":""},`: an entry without its metadata. */
export const ENTRY_BYTES = 84;

/** `_CHALLENGE 9 tovdde`: what follows the challenge's name in any metadata. */
export const METADATA_BYTES = 19;

/** ` AAECAwQFBgcICQoLDA0ODw i0020z`: in addition, where a retry asks the same question (codes and links). */
export const KEPT_BYTES = 30;

/** Longest `challengeMetadata` that an external function may give. */
export const NOTE_MAX_BYTES = 96;

/** A blank, and the note in base64url. */
export const NOTE_BYTES = 1 + (NOTE_MAX_BYTES / 3) * 4;

/** `@0wqZkBv-Kq3vT_0a`, the trace: what the first round of a sign-in has more than others. */
export const FIRST_ROUND_BYTES = 17;

/**
 * All of Cognito's own entries that a sign-in can have: SRP_A, PASSWORD_VERIFIER, NEW_PASSWORD_REQUIRED,
 * SELECT_MFA_TYPE, MFA_SETUP, the three kinds of MFA, and the two of a device.
 */
export const PASSWORD_FIRST_BYTES = 830;

/** Where the flow begins otherwise: a tolerated SRP_A, and the two of a device. */
export const OTHERWISE_FIRST_BYTES = 251;

/** `{"question":"<step> magic_link AAECAwQFBgcICQoLDA0ODw tovdde Kq3vT_0a i00@…"}` at its longest, with the trace. */
export const PRIVATE_BYTES = 118;

/** The most that an external function may keep in private parameters in addition, as JSON. */
export const EXTERNAL_PRIVATE_BYTES = 1024;
