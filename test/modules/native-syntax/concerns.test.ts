import { expect } from 'chai';
import { aboutOf } from '../../../modules/native-syntax/concerns.ts';
import { functionNames } from '../../../modules/packages.ts';

describe('a file of the module', () => {
  for (const name of functionNames)
    it(`says what ${name} does, where it is the file of that function`, () => {
      expect(aboutOf(name)).to.match(/^[A-Z].*[.]$/);
    });
});
