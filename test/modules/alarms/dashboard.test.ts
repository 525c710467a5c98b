import { expect } from 'chai';
import { METRICS } from '../../../functions/metric-definitions.ts';
import {
  alarms,
  attached,
  delivery,
  email,
  FUNCTION,
  flow,
  USER_POOL,
} from '../../terraform/interface/values.ts';
import { configurations } from './configurations.ts';
import { cloudwatch } from './evaluated.ts';
import { isWritten } from './known-metrics.ts';

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly region?: string;
    readonly markdown?: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly unknown[])[];
  };
}

const widgetsOf = (inputs: Readonly<Record<string, unknown>>): readonly Widget[] =>
  JSON.parse(cloudwatch(inputs).dashboards[0]?.dashboard_body ?? 'null').widgets;

const titles = (widgets: readonly Widget[]) => widgets.flatMap(({ properties }) => properties.title ?? []);

describe('the dashboard', () => {
  for (const [name, inputs] of Object.entries(configurations)) {
    describe(`of a configuration: ${name}`, () => {
      const widgets = widgetsOf(inputs);
      const lines = widgets.flatMap(({ properties }) => properties.metrics ?? []);

      it('begins with the alarms, all of them', () => {
        const { alarms: made } = cloudwatch(inputs);

        expect(widgets[0]?.type).to.equal('alarm');
        expect(widgets[0]?.properties.alarms).to.have.members(
          made.map(({ alarm_name }) => `arn:aws:cloudwatch:eu-central-1:111122223333:alarm:${alarm_name}`),
        );
      });

      it('has every widget at a place of its own, on 24 columns and without a gap above it', () => {
        const cells = widgets.flatMap(({ x, y, width, height }) =>
          Array.from(
            { length: width * height },
            (_, at) => `${x + (at % width)},${y + Math.floor(at / width)}`,
          ),
        );

        expect(new Set(cells).size).to.equal(cells.length);
        expect(Math.max(...widgets.map(({ x, width }) => x + width))).to.equal(24);
        for (const { y } of widgets)
          expect(y === 0 || widgets.some(above => above.y + above.height === y)).to.equal(true);
      });

      it('looks at metrics that somebody writes', () => {
        for (const line of lines) {
          const [namespace, metric, ...rest] = line.filter(each => typeof each === 'string');
          if (namespace === undefined) continue;
          const dimensions = rest.filter((_, index) => index % 2 === 0);
          expect(isWritten(namespace, metric ?? '', dimensions), line.join()).to.equal(true);
        }
      });

      it('searches for metrics by all their dimensions, which its labels show', () => {
        for (const line of lines) {
          const { expression = '', label = '' } = line.at(-1) as { expression?: string; label?: string };
          const [, schema = '', metric = ''] =
            /^SEARCH\('\{CognitoChallenge,([\w,]+)\} MetricName="(\w+)" Name="acme"( Verdict="right")?', 'Sum', 300\)$/.exec(
              expression,
            ) ?? [];
          if (!expression.startsWith('SEARCH')) continue;
          expect(isWritten('CognitoChallenge', metric, schema.split(',')), expression).to.equal(true);
          const shown = Array.from(label.matchAll(/\$\{PROP\('Dim\.(\w+)'\)\}/g), ([, name]) => name);
          expect(schema.split(',')).to.include.members(shown);
          expect(shown.length, label).to.be.above(0);
        }
      });
    });
  }

  it('has a place for every metric of ours, where a flow has all', () => {
    const body = JSON.stringify(widgetsOf(configurations['everything, human_check open']));
    // Lambda's own is there already, for functions of the caller's own too.
    const { Duration: _, ...ours } = METRICS;

    expect(Object.keys(ours).filter(name => !body.includes(name))).to.deep.equal([]);
  });

  it('asks five questions, each of which is answered below it', () => {
    const widgets = widgetsOf(configurations['everything, human_check open']);
    const asked = widgets.filter(({ type }) => type === 'text');

    expect(asked.map(({ properties }) => properties.markdown?.split('\n')[0])).to.deep.equal([
      '## Can people sign in?',
      '## Where do they fail?',
      '## Do messages arrive?',
      '## Does AWS work for us?',
      '## Is somebody attacking, or pumping messages?',
    ]);
    for (const { y, height } of asked)
      expect(widgets.some(below => below.type === 'metric' && below.y === y + height)).to.equal(true);
  });

  it('has nothing of messages where none are sent', () => {
    expect(titles(widgetsOf(configurations['as it comes'])).join()).not.to.match(/message/i);
  });

  describe('of sign-ins by app client', () => {
    const linesFor = (inputs: Readonly<Record<string, unknown>>) =>
      (
        widgetsOf({ ...alarms(), ...inputs }).find(
          ({ properties }) => properties.title === 'Sign-ins by app client',
        ) ?? expect.fail('There is no such graph.')
      ).properties.metrics ?? [];

    it('has two lines for each of the caller’s, by its name', () => {
      const lines = linesFor({ clients: { web: {}, app: {} } });

      expect(lines.map(line => Object(line.at(-1)).label)).to.deep.equal([
        ...['app started', 'web started', 'app passed', 'web passed'],
      ]);
      const ids = lines.map(line => line[line.indexOf('UserPoolClient') + 1]);
      expect(new Set(ids).size).to.equal(2);
      expect(ids[0])
        .to.match(/^[a-z0-9]{26}$/)
        .and.to.equal(ids[2]);
    });

    it('has a line for each that there is, by its id, where others make the clients, or the pool', () => {
      const elsewhere = [{ clients: {} }, attached(USER_POOL)];
      for (const inputs of elsewhere) {
        const [started, passed, ...more] = linesFor(inputs).map(([line]) => Object(line));

        expect(started.expression).to.include(
          '{CognitoChallenge,Name,UserPoolClient} MetricName="SignInsStarted"',
        );
        expect(started.label).to.equal("${PROP('Dim.UserPoolClient')} started");
        expect(passed.expression).to.include('MetricName="SignInsPassed"');
        expect(more).to.deep.equal([]);
      }
    });
  });

  describe('of mail', () => {
    const byEmail = { ...alarms(), ...flow({ challenge: 'email_otp' }) };
    const ofSes = (inputs: Readonly<Record<string, unknown>>) =>
      widgetsOf(inputs).find(({ properties }) => properties.title?.startsWith('SES'))?.properties;

    it('looks at SES where it sends: in the region of the identity, if one is named', () => {
      const identity_arn = 'arn:aws:ses:eu-west-1:111122223333:identity/acme.example';

      expect(ofSes({ ...byEmail, ...email() })?.region).to.equal('eu-central-1');
      expect(ofSes({ ...byEmail, ...email({ identity_arn }) })?.region).to.equal('eu-west-1');
    });

    it('has nothing of SES where a sender of the caller’s own sends', () => {
      expect(ofSes({ ...byEmail, ...delivery({ sender_function_arn: FUNCTION }) })).to.equal(undefined);
    });
  });

  it('has the region in its name, since the dashboards of an account are of all its regions', () => {
    expect(cloudwatch(alarms()).dashboards.map(({ dashboard_name }) => dashboard_name)).to.deep.equal([
      'acme-eu-central-1',
    ]);
  });

  it('names its widgets once', () => {
    const all = titles(widgetsOf(configurations['everything, human_check open']));

    expect(new Set(all).size).to.equal(all.length);
  });

  it('is not there if the caller does not want it; and has no place for alarms where all are excluded', () => {
    expect(cloudwatch(alarms({ dashboard_enabled: false })).dashboards).to.deep.equal([]);
    const excluded = cloudwatch(alarms()).alarms.map(({ alarm_name }) => alarm_name.replace('acme-', ''));
    expect(widgetsOf(alarms({ excluded }))[0]?.type).to.equal('text');
  });
});
