import { parse } from '@cdktf/hcl2json';
import { expect } from 'chai';
import { ConfigurationError } from '../../../local/terraform/errors.ts';
import { parseTfvars } from '../../../local/terraform/tfvars.ts';

const read = (text: string) => parseTfvars(text, 'sign-in.tfvars');

/** Read here, and by HashiCorp's own parser. Without strings that have `${`: that writes them for Terraform's JSON. */
const FILES: Readonly<Record<string, string>> = {
  'an empty file': '',
  'values of each type': 'a = "x"\nb = 1.5\nc = true\nd = null\ne = []\nf = {}\ng = -2',
  comments: '# one\n// two\n/* three\n   lines */ a = 1 # four\nb /* five */ = 2 // six',
  'lists and objects over lines': `flow = [
    { challenge = "password" },
    {
      any_of   = ["email_otp", "sms_otp"]
      attempts = 5, name = "code"
    }, # the last comma is allowed
  ]`,
  'keys that are quoted, and colons': 'a = { "b c" = 1, d : 2 }',
  'escapes of strings': 'a = "tab\\t quote\\" line\\n \\\\ \\u00e9 $$ %%"',
  'text over lines': 'a = <<END\n  two\n    lines\nEND\nb = 1',
  'text over lines, without its indentation':
    'a = <<-END\n    two\n\n      lines\n    END\nb = [<<X\ny\nX\n]',
  'letters of all languages': 'größe = "日本語"',
  'line ends of Windows': 'a = 1\r\nb = [\r\n  2,\r\n]\r\n',
};

describe('a file of values in HCL', () => {
  for (const [what, text] of Object.entries(FILES))
    it(`is read as Terraform reads it: ${what}`, async () => {
      expect(read(text)).to.deep.equal(await parse('sign-in.tfvars', text));
    });

  it('may begin with a byte order mark, and keeps an escaped reference', () => {
    expect(read('\ufeffa = "$${b}"')).to.deep.equal({ a: '${b}' });
  });

  for (const [text, line, words] of [
    ['a = 1\n\nb = [1, 2', 3, '"," or "]" expected'],
    ['a = 1\nb: 2', 2, '"=" and a value for b expected'],
    ['a = 1\nb = "x', 2, 'a closing quote expected'],
    ['a = 1 b = 2', 1, 'the end of the line of a expected'],
    ['a = 1\na = 2', 2, 'a is given twice'],
    ['a = var.b', 1, '"var" is not available here'],
    ['a = "${local.b}"', 1, '"local" is not available here'],
    ['a = file("x")', 1, 'file'],
    ['module "x" {\n}', 1, '"=" and a value for module expected'],
    ['a = <<END\nx', 2, 'a line with END expected'],
  ] as const)
    it(`is refused with its line: ${JSON.stringify(text)}`, () => {
      expect(() => read(text))
        .to.throw(ConfigurationError, `sign-in.tfvars, line ${line}: `)
        .with.property('message')
        .that.includes(words)
        .and.does.not.include(' of "');
    });
});
