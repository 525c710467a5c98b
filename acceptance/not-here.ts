/** Sentences of the local AWS, which AWS never says. */
const WORDS =
  /not (implemented )?in this local Cognito|This local Cognito does not have|This local server does not have/;

/**
 * Whether an error says that the local AWS does not have what was asked: then nothing was learnt, and nothing failed.
 *
 * @returns the sentence, or undefined for any other error
 */
export function notHere({ name, message }: Error): string | undefined {
  return name === 'ConfigurationError' || WORDS.test(message) ? message : undefined;
}
