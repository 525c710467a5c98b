import { expect } from 'chai';
import {
  parametersFor,
  parseDestinationParameters,
} from '../../../functions/delivery/destination-parameters.ts';
import { SettingsError } from '../../../functions/settings/checks.ts';

const BOTH = { IN_ENTITY_ID: '1101234567890123456', IN_TEMPLATE_ID: '1107123456789012345' };
const parse = (value: unknown) => parseDestinationParameters(value, 'sms.destinationParameters');

describe('parseDestinationParameters', () => {
  it('takes what India asks for', () => {
    expect(parse(BOTH)).to.deep.equal(BOTH);
    expect(parse({})).to.deep.equal({});
  });

  const wrong: readonly [value: unknown, says: string][] = [
    ['IN_ENTITY_ID=1', 'sms.destinationParameters takes an object'],
    [
      { IN_ENTITY: '1' },
      'sms.destinationParameters takes the names IN_ENTITY_ID and IN_TEMPLATE_ID; got "IN_ENTITY"',
    ],
    [{ toString: '1' }, 'got "toString"'],
    [{ IN_ENTITY_ID: '' }, 'sms.destinationParameters.IN_ENTITY_ID takes the registered id'],
    [{ IN_ENTITY_ID: 1101234567890123 }, 'sms.destinationParameters.IN_ENTITY_ID takes the registered id'],
    [{ IN_TEMPLATE_ID: '1107 1234' }, 'sms.destinationParameters.IN_TEMPLATE_ID takes the registered id'],
    [{ IN_TEMPLATE_ID: '1'.repeat(51) }, 'up to 50 characters'],
  ];
  for (const [value, says] of wrong) {
    it(`refuses ${JSON.stringify(value)}`, () => {
      expect(() => parse(value)).to.throw(SettingsError, says);
    });
  }
});

describe('parametersFor', () => {
  it('goes with messages to the country, and with no others', () => {
    expect(parametersFor('+919876543210', BOTH)).to.deep.equal(BOTH);
    expect(parametersFor('+919876543210', { IN_ENTITY_ID: '1' })).to.deep.equal({ IN_ENTITY_ID: '1' });
    expect(parametersFor('+15550100321', BOTH)).to.equal(undefined);
    expect(parametersFor('+919876543210', {})).to.equal(undefined);
    expect(parametersFor('+919876543210')).to.equal(undefined);
  });
});
