import { expect } from 'chai';
import type { JsonObject } from '../../../local/terraform/json.ts';
import { pieces } from '../../../modules/native-syntax/configuration.ts';

const written = (configuration: JsonObject) => pieces(configuration).map(({ text }) => text);
const resource = (type: string, body: JsonObject) => written({ resource: { [type]: { x: body } } })[0];

describe('a block in HCL', () => {
  it('has what is about it as a whole first and last, and its blocks behind its arguments', () => {
    const table = resource('aws_dynamodb_table', {
      attribute: [{ name: 'id', type: 'S' }],
      billing_mode: 'PAY_PER_REQUEST',
      count: '${var.on ? 1 : 0}',
      depends_on: ['aws_kms_key.answers'],
      lifecycle: { ignore_changes: ['ttl'] },
      name: '${var.name}-ledger',
      tags: { 'a b': '$${c}' },
    });

    expect(table).to.equal(`resource "aws_dynamodb_table" "x" {
  count = var.on ? 1 : 0

  name         = "\${var.name}-ledger"
  billing_mode = "PAY_PER_REQUEST"
  tags         = { "a b" = "$\${c}" }

  attribute {
    name = "id"
    type = "S"
  }

  lifecycle {
    ignore_changes = [ttl]
  }

  depends_on = [aws_kms_key.answers]
}`);
  });

  it('has // as a comment, in lines', () => {
    const document = written({
      data: {
        aws_iam_policy_document: {
          x: {
            '//': `${'A reason. '.repeat(12)}`,
            dynamic: {
              statement: [
                {
                  '//': 'Why.',
                  for_each: '${[1]}',
                  iterator: 'it',
                  content: { sid: 'A', actions: ['${it.value}'] },
                },
              ],
            },
          },
        },
      },
    });

    expect(document).to.deep.equal([
      `# ${'A reason. '.repeat(9)}A
# reason. A reason. A reason.
data "aws_iam_policy_document" "x" {
  # Why.
  dynamic "statement" {
    for_each = [1]
    iterator = it
    content {
      sid     = "A"
      actions = [it.value]
    }
  }
}`,
    ]);
  });

  it('has what is generated on a line, however long', () => {
    const condition = `\${length([${'"a long text", '.repeat(9)}]) == 0}`;
    const [variable = ''] = written({
      variable: { x: { type: 'any', validation: [{ '//': 'Generated: for Terraform.', condition }] } },
    });

    expect(variable.split('\n')[3]).to.equal('  # Generated: for Terraform.');
    expect(variable.split('\n')[5]).to.match(/^ {4}condition = length\(\[.{100,}\]\) == 0$/);
  });

  it('has texts of several lines as such, to the letter', () => {
    const [query] = written({ output: { x: { value: 'fields a\n| filter b = "${var.c}"\n  | limit 1' } } });
    const [same] = written({ output: { x: { value: '  a\n  b' } } });

    expect(query).to.equal(`output "x" {
  value = chomp(<<-EOT
    fields a
    | filter b = "\${var.c}"
      | limit 1
  EOT
  )
}`);
    expect(same).to.equal('output "x" {\n  value = "  a\\n  b"\n}');
  });

  it('has types as types, and defaults that are never templates', () => {
    const variable = { x: { type: 'list(object({ a = string }))', default: ['${b}'], nullable: false } };

    expect(written({ variable })).to.deep.equal([
      'variable "x" {\n  type     = list(object({ a = string }))\n  default  = ["$${b}"]\n  nullable = false\n}',
    ]);
  });

  it('is not guessed at', () => {
    expect(() => resource('aws_kms_key', { made_up: {} })).to.throw('aws_kms_key: is made_up a nested block');
    expect(() => resource('aws_kms_key', { dynamic: { tags: { for_each: [], content: {} } } })).to.throw(
      'dynamic tags is an argument',
    );
    expect(() => resource('google_kms_key', { tags: {} })).to.throw('google_kms_key: is tags');
    expect(() => written({ ephemeral: {} })).to.throw('ephemeral');
  });

  it('of a web ACL has blocks only below a statement, which the bindings do not know', () => {
    const statement = { rate_based_statement: { limit: 100, scope_down_statement: { a: {} } } };

    expect(resource('aws_wafv2_web_acl', { rule: [{ name: 'a', statement }] })).to.equal(
      `resource "aws_wafv2_web_acl" "x" {
  rule {
    name = "a"

    statement {
      rate_based_statement {
        limit = 100

        scope_down_statement {
          a {}
        }
      }
    }
  }
}`,
    );
    expect(() => resource('aws_wafv2_web_acl', { visibility: {} })).to.throw('visibility');
  });
});
