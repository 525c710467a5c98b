import { texts } from './checks.ts';

/** The flow's own sign-ins, and their refreshes. */
export const DEFAULT_TOKEN_SOURCES = ['TokenGeneration_Authentication', 'TokenGeneration_RefreshTokens'];

/**
 * The trigger sources that may give tokens, from `tokenSources`.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
export function parseTokenSources(root: Record<string, unknown>): readonly string[] {
  return texts(root.tokenSources ?? DEFAULT_TOKEN_SOURCES, 'tokenSources');
}
