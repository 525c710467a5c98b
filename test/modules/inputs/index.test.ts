import { expect } from 'chai';
import { inputs } from '../../../modules/inputs/index.ts';
import { type Said, saidOf } from '../../../modules/inputs/words.ts';
import { moduleJson } from '../synthesized.ts';

/** The words on an input, and on whatever is in it. */
const allSaid = (said: Said): readonly Said[] => [
  said,
  ...Object.keys(said.attributes ?? {}).flatMap(name => allSaid(saidOf(said, name))),
];

const variable = (name: string) => moduleJson().variable[name] ?? expect.fail(`no variable ${name}`);

describe('inputs', () => {
  it('are the module’s variables, in alphabetical order', () => {
    expect(Object.keys(moduleJson().variable)).to.deep.equal(Object.keys(inputs).sort());
  });

  it('leave one thing to the caller: the name', () => {
    const required = Object.keys(inputs).filter(name => !('default' in variable(name)));

    expect(required).to.deep.equal(['name']);
  });

  for (const [name, input] of Object.entries(inputs)) {
    describe(name, () => {
      it('has a type, a description and a word on null', () => {
        expect(variable(name)).to.include({ type: input.type, description: input.description });
        expect(variable(name).nullable).to.be.a('boolean');
      });

      it('is described in sentences, each of its attributes too', () => {
        for (const { text } of allSaid(input.said)) expect(text).to.match(/^(`\w|[A-Z]).*\.$/s);
        expect(input.description).to.match(/^[A-Z].*\.$/s);
      });

      it('is null by default only where it may be null', () => {
        expect(variable(name).default === null).to.equal(variable(name).nullable);
      });

      it('keeps its default as it is written', () => {
        if ('default' in input) expect(variable(name).default).to.deep.equal(input.default);
      });

      it('is a bool when its name says so, and the other way round', () => {
        expect(input.type === 'bool').to.equal(name.endsWith('_enabled'));
      });

      it('says in every refusal which input it means, in a sentence that is not said twice', () => {
        const messages = input.validations?.map(({ message }) => message) ?? [];

        for (const message of messages) expect(message).to.match(new RegExp(`^${name}[ :._].*\\.$`, 's'));
        expect(new Set(messages).size).to.equal(messages.length);
      });

      it('has every rule in the module', () => {
        const rules = input.validations?.map(({ condition, message }) => ({
          condition: `\${${condition}}`,
          error_message: message,
        }));

        expect(variable(name).validation).to.deep.equal(rules);
      });
    });
  }
});
