import { expect } from 'chai';
import fc from 'fast-check';
import { redact } from '../../acceptance/record/redact.ts';
import { fields } from '../../acceptance/record/sensitive.ts';

const SENSITIVE = [...fields.lengthTold, ...fields.numbered];

/** Long enough to be no word of a sentence, and with what is written otherwise in URLs and in JSON. */
const secret = fc.string({
  minLength: 12,
  maxLength: 60,
  unit: fc.constantFrom(...'abcXYZ019+/=_-."\\ @é%'.split('')),
});

/** Any JSON with the secret in it: alone, within a text, as a name, in a list, encoded. */
const around = (text: string) =>
  fc.letrec<{ value: unknown }>(tie => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(
        text,
        `before ${text}, after`,
        encodeURIComponent(text),
        JSON.stringify({ inner: text }),
      ),
      fc.constantFrom(null, true, 7, 'Incorrect username or password.'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('message', 'answer', 'input', text), tie('value'), { maxKeys: 3 }),
    ),
  })).value;

const forms = (text: string) => [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)];

describe('redaction of a record', () => {
  it('leaves no value that is somebody’s, wherever and however it stands', () => {
    const known = secret.chain(text => fc.tuple(fc.constant(text), around(text)));
    fc.assert(
      fc.property(known, ([text, value]) => {
        const written = JSON.stringify(redact(value, { account: text }));

        for (const form of forms(text)) expect(written).to.not.include(form);
      }),
    );
  });

  it('learns the values of secret fields, and finds them in other places', () => {
    const learnt = secret.chain(text =>
      fc.tuple(fc.constant(text), fc.constantFrom(...SENSITIVE), around(text)),
    );
    fc.assert(
      fc.property(learnt, ([text, field, value]) => {
        const written = JSON.stringify(redact({ first: value, [field]: text }, {}));

        for (const form of forms(text)) expect(written).to.not.include(form);
      }),
    );
  });

  it('learns from attributes as Cognito lists them', () => {
    const input = {
      UserAttributes: [{ Name: 'phone_number', Value: '+491701234567' }],
      said: 'to 491701234567',
    };

    expect(JSON.stringify(redact(input, {}))).to.not.match(/\d{5}/);
  });

  for (const [what, text] of Object.entries({
    'an account': 'pool of 123456789012 is gone',
    'an address': 'mail to casey.o+x@mail.acme.example bounced',
    'an IPv4 address': 'from 203.0.113.9',
    'an IPv6 address': 'from 2001:db8::8a2e:370:7334 today',
    'a telephone number': 'to +491701234567',
    'a token': 'eyJraWQiOiJ4In0.eyJzdWIiOiJ5In0.c2lnbmF0dXJl',
    'an access key': 'key AKIAIOSFODNN7EXAMPLE',
    'a role': 'User: arn:aws:sts::123456789012:assumed-role/Admin/casey is not authorized',
    'a user': 'b0b91d8a-90c1-70aa-5e0e-8a1b6c7d2e44',
    'a pool': 'eu-central-1_Ab3dE5gH7',
    'a Session': `AYAB${'eF9k3/+Q'.repeat(20)}`,
    'a picture': `data:image/png;base64,${'iVBORw0KGgo'.repeat(9)}`,
  })) {
    it(`knows ${what} by its looks`, () => {
      const secrets = text.split(/\s+/).filter(word => /[\d]|casey/.test(word));
      const redacted = String(redact({ text }, {}).text);

      expect(secrets).to.not.deep.equal([]);
      for (const word of secrets) expect(redacted).to.not.include(word);
      expect(redacted).to.match(/<[^<>]+>/);
    });
  }

  it('keeps the words that an answer is about', () => {
    const answer = {
      error: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
      status: 400,
    };

    expect(
      redact({ answer, define: ['SRP_A true, PASSWORD_VERIFIER true'] }, { account: '123456789012' }),
    ).to.deep.equal({
      answer,
      define: ['SRP_A true, PASSWORD_VERIFIER true'],
    });
  });

  it('tells how long a Session was, and who is the same', () => {
    const one = { Session: 'x'.repeat(900), USERNAME: 'casey.ember' };
    const two = { Session: 'y'.repeat(950), userName: 'casey.ember', username: 'robin.ember' };

    expect(redact([one, two], {})).to.deep.equal([
      { Session: '<Session: 900 characters>', USERNAME: '<user 1>' },
      { Session: '<Session: 950 characters>', userName: '<user 1>', username: '<user 2>' },
    ]);
  });

  it('refuses to write what it could not take out', () => {
    // The word is one of the placeholder's own.
    expect(() => redact({ Session: 'x'.repeat(900) }, { account: 'characters' })).to.throw(
      'it is not written',
    );
  });
});
