import { createRequire } from 'node:module';

const mocha = createRequire(import.meta.url).resolve('mocha/package.json');

/**
 * What a YAML file says, read by mocha's own reader. It throws for what is not YAML, keys that stand twice included.
 *
 * @param text one document
 */
export const parseYaml: (text: string) => unknown = createRequire(mocha)('js-yaml').load;
