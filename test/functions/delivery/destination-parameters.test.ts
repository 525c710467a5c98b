import { expect } from 'chai';
import { countryParameters, parametersFor } from '../../../functions/delivery/destination-parameters.ts';
import { SettingsError } from '../../../functions/settings/settings-error.ts';

const BOTH = { IN_ENTITY_ID: '1101234567890123456', IN_TEMPLATE_ID: '1107123456789012345' };
const SNS = { 'AWS.MM.SMS.EntityId': '1101234567890123456', 'AWS.MM.SMS.TemplateId': '1107123456789012345' };
const parse = (value: unknown) => countryParameters.read(value, 'sms.destination_parameters');

describe('countryParameters', () => {
  it('takes what India asks for', () => {
    expect(parse(BOTH)).to.deep.equal(BOTH);
    expect(parse(SNS)).to.deep.equal(SNS);
    expect(parse({})).to.deep.equal({});
  });

  const wrong: readonly [value: unknown, says: string][] = [
    ['IN_ENTITY_ID=1', 'sms.destination_parameters takes an object'],
    [
      { IN_ENTITY: '1' },
      'sms.destination_parameters takes one of IN_ENTITY_ID, IN_TEMPLATE_ID, AWS.MM.SMS.EntityId, AWS.MM.SMS.TemplateId; got "IN_ENTITY"',
    ],
    [{ toString: '1' }, 'got "toString"'],
    [{ IN_ENTITY_ID: '' }, 'sms.destination_parameters.IN_ENTITY_ID takes a registered id'],
    [{ IN_ENTITY_ID: 1101234567890123 }, 'sms.destination_parameters.IN_ENTITY_ID takes a registered id'],
    [{ IN_TEMPLATE_ID: '1107 1234' }, 'sms.destination_parameters.IN_TEMPLATE_ID takes a registered id'],
    [{ IN_TEMPLATE_ID: '1'.repeat(51) }, '1 to 50 characters'],
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
