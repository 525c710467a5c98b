import { resolve } from 'node:path';
import { expect } from 'chai';
import { deployedExternals, parseExternal } from '../../local/external-functions.ts';

const ARN = 'arn:aws:lambda:us-east-1:210987654321:function:riddle';
const FUNCTION = { packagePath: 'riddle.zip', handler: 'main.handler', runtime: 'python3.13' };

describe('parseExternal', () => {
  it('reads the ARN, the package, the handler and the runtime', () => {
    expect(parseExternal(`${ARN}=riddle.zip:main.handler:python3.13`)).to.deep.equal([ARN, FUNCTION]);
    const [arn, fn] = parseExternal(`${ARN}:live=C:/a=b/riddle:bootstrap:provided.al2023`);
    expect([arn, fn.packagePath]).to.deep.equal([`${ARN}:live`, 'C:/a=b/riddle']);
  });

  for (const text of [
    '',
    'riddle.zip',
    `${ARN}=riddle.zip`,
    `${ARN}=:h:r`,
    'riddle=riddle.zip:main.handler:python3.13',
  ]) {
    it(`tells how to say it instead of "${text}"`, () => {
      expect(() => parseExternal(text))
        .to.throw(`--external takes ARN=path:handler:runtime`)
        .with.property('message')
        .that.includes(`got ${text}.`);
    });
  }
});

describe('deployedExternals', () => {
  it('makes functions as a deployment has them, with versions and aliases left out', () => {
    const [fn] = deployedExternals({ [`${ARN}:live`]: FUNCTION });
    expect(fn).to.deep.include({ name: 'riddle', arn: ARN, handler: 'main.handler', runtime: 'python3.13' });
    expect(fn?.packagePath).to.equal(resolve('riddle.zip'));
    expect(fn?.roleArn).to.include(':210987654321:');
  });
});
