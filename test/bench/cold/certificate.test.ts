import { X509Certificate } from 'node:crypto';
import { expect } from 'chai';
import { selfMade } from '../../../bench/cold/certificate.ts';

describe("the bench's certificate", () => {
  const now = new Date('2026-11-27T08:00:00Z');
  const { key, cert } = selfMade(now);
  const certificate = new X509Certificate(cert);

  it('is of localhost, and vouches for itself', () => {
    expect(certificate.checkHost('localhost')).to.equal('localhost');
    expect(certificate.checkHost('kms.eu-west-1.amazonaws.com')).to.equal(undefined);
    expect(certificate.verify(certificate.publicKey)).to.equal(true);
    expect(certificate.ca).to.equal(true);
  });

  it('lasts from the day before to the day after', () => {
    expect(new Date(certificate.validFrom).toISOString()).to.equal('2026-11-26T08:00:00.000Z');
    expect(new Date(certificate.validTo).toISOString()).to.equal('2026-11-28T08:00:00.000Z');
  });

  it('goes with its key', () => {
    expect(key).to.match(/^-----BEGIN PRIVATE KEY-----/);
    expect(new X509Certificate(selfMade(now).cert).publicKey.equals(certificate.publicKey)).to.equal(false);
  });
});
