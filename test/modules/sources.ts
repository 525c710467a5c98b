/** What a build of the module and a synthesis read, from the project's root. */
export const sources = [
  'examples',
  'functions',
  'local/terraform',
  'modules',
  'main.ts',
  'package.json',
  'tsconfig.json',
  'LICENSE',
  'CHANGELOG.md',
  'schemas',
];
