import { resolve } from 'node:path';
import { expect } from 'chai';
import { deployedExternals, parseExternal, withEnvironment } from '../../local/external-functions.ts';

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
    expect(fn?.environment).to.deep.equal({});
  });
});

describe('withEnvironment', () => {
  const other = ARN.replace('riddle', 'quiz');
  const functions = { [`${ARN}:live`]: FUNCTION, [other]: FUNCTION };
  const environments = (...settings: string[]) =>
    deployedExternals(withEnvironment(functions, settings)).map(({ environment }) => environment);

  it('gives each function its variables', () => {
    expect(environments()).to.deep.equal([{}, {}]);
    expect(
      environments(`${ARN}=LEVEL=2`, `${other}=LEVEL=`, `${ARN}:live=URL=https://a/?b=c`, `${ARN}=LEVEL=3`),
    ).to.deep.equal([{ LEVEL: '3', URL: 'https://a/?b=c' }, { LEVEL: '' }]);
  });

  for (const text of ['', 'LEVEL=2', ARN, `${ARN}=LEVEL`, `${ARN}=2=x`]) {
    it(`tells how to say it instead of "${text}"`, () => {
      expect(() => environments(text))
        .to.throw('--external-env takes ARN=NAME=VALUE')
        .with.property('message')
        .that.includes(`got ${text}.`);
    });
  }

  it('refuses a variable of a function that is not given', () => {
    expect(() => environments(`${ARN}2=LEVEL=2`)).to.throw(
      `--external-env sets a variable of ${ARN}2: give the function, too, with --external.`,
    );
  });
});
