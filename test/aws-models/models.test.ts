import { expect } from 'chai';
import { endpoint } from '../../functions/aws/endpoint.ts';
import { useEnvironment } from '../support/environment.ts';
import { toRegExp } from './check.ts';
import { documentedSince } from './documented-since.ts';
import { botocoreModels, partitions, type ServiceName, type Shape, serviceNames } from './model.ts';
import { models, needModels } from './need-models.ts';

describe('AWS’s models', () => {
  before(needModels);
  useEnvironment(() => ({ AWS_ENDPOINT_URL: undefined, AWS_ENDPOINT_URL_KMS: undefined }));

  for (const service of serviceNames) {
    it(`of ${service} have no pattern that cannot be checked`, () => {
      for (const { pattern } of Object.values(models()[service].shapes)) if (pattern) toRegExp(pattern);
    });
  }

  for (const [service, shapes] of Object.entries(documentedSince) as [ServiceName, Record<string, Shape>][]) {
    it(`of ${service} lack what AWS’s pages have besides, or have it likewise`, function () {
      const own = botocoreModels()?.[service].shapes ?? {};
      const here = Object.entries(shapes).flatMap(([name, { members = {} }]) =>
        Object.keys(members)
          .filter(member => own[name]?.members?.[member])
          .map(member => [name, member] as const),
      );
      for (const [name, member] of here) {
        const { shape = '' } = own[name]?.members?.[member] ?? {};
        const copied = shapes[shapes[name]?.members?.[member]?.shape ?? ''];
        expect(Object.keys(own[shape]?.members ?? {}), shape).to.include.members(
          Object.keys(copied?.members ?? {}),
        );
        if (copied?.enum) expect(own[shape]?.enum, shape).to.deep.equal(copied.enum);
      }
      const news = here.map(([name, member]) => `${name}.${member}`).join(', ');
      if (this.test && news)
        this.test.title += ` (botocore has ${news} now: take it out of documented-since.ts)`;
    });
  }

  it('have the hosts that functions call, in every region', () => {
    const regions = partitions().flatMap(({ regions, outputs }) =>
      Object.keys(regions)
        .filter(region => !region.includes('global'))
        .map(region => [region, outputs.dnsSuffix] as const),
    );
    expect(regions.length).to.be.above(30);
    for (const [region, suffix] of regions)
      expect(endpoint('kms', 'kms', region).hostname).to.equal(`kms.${region}.${suffix}`);
  });
});
