import { isRecord } from '../records.ts';
import { list, optional, text } from './declare.ts';
import { wrong } from './settings-error.ts';

/** The flow's own sign-ins, and their refreshes. */
export const DEFAULT_TOKEN_SOURCES = ['TokenGeneration_Authentication', 'TokenGeneration_RefreshTokens'];

/**
 * The trigger sources that may give tokens, from `tokenSources`.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
export function parseTokenSources(root: unknown): readonly string[] {
  if (!isRecord(root)) throw wrong('settings', 'an object', root);
  return optional(list(text()), DEFAULT_TOKEN_SOURCES).read(root.tokenSources, 'tokenSources');
}
