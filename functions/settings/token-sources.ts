import { list, object, optional, text } from './declare.ts';

/** The flow's own sign-ins, and their refreshes. */
export const DEFAULT_TOKEN_SOURCES = ['TokenGeneration_Authentication', 'TokenGeneration_RefreshTokens'];

const declared = object({ tokenSources: optional(list(text()), DEFAULT_TOKEN_SOURCES) });

/**
 * The trigger sources that may give tokens, from `tokenSources`.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
export function parseTokenSources(root: unknown): readonly string[] {
  return declared.read(root, '').tokenSources;
}
