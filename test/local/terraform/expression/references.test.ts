import { expect } from 'chai';
import { ExpressionError } from '../../../../local/terraform/errors.ts';
import { parseTemplateText } from '../../../../local/terraform/expression/parse-template.ts';
import { referencesOf } from '../../../../local/terraform/expression/references.ts';

const found = (template: string): string[] => [...referencesOf(parseTemplateText(template))].sort();

describe('referencesOf', () => {
  const table: readonly (readonly [template: string, ...addresses: string[]])[] = [
    ['text'],
    ['${var.a.b.c} ${local.x}', 'local.x', 'var.a'],
    ['${aws_x.y[0].arn}${data.aws_z.w.id}', 'aws_x.y', 'data.aws_z.w'],
    ['${aws_x.y[local.i].arn}', 'aws_x.y', 'local.i'],
    ['${aws_x.y[*].arn}${aws_x.z.*.arn}', 'aws_x.y', 'aws_x.z'],
    ['${each.key}${count.index}${path.module}${terraform.workspace}${self.id}'],
    ['${[for x in var.xs : x.a + local.y if x.b]}', 'local.y', 'var.xs'],
    ['${{ for k, v in var.xs : k => v... }}', 'var.xs'],
    ['${[for var in var.xs : var.a]}', 'var.xs'],
    [
      '%{ if var.a }${local.b}%{ else }%{ for x in local.c }${x}%{ endfor }%{ endif }',
      'local.b',
      'local.c',
      'var.a',
    ],
    ['${try(var.a, local.b) ? max(var.c...) : !local.d}', 'local.b', 'local.d', 'var.a', 'var.c'],
    ['${{ (var.k) = "${var.v}", plain = [-var.n] }}', 'var.k', 'var.n', 'var.v'],
  ];
  for (const [template, ...addresses] of table) {
    it(`${template}: ${addresses.join(', ') || 'none'}`, () => {
      expect(found(template)).to.deep.equal(addresses);
    });
  }

  it('refuses a reference that names no block', () => {
    for (const template of ['${var}', '${foo}', '${data.aws_x}', '${aws_x[0]}', '${var["x"]}']) {
      expect(() => found(template), template).to.throw(ExpressionError, 'Invalid reference');
    }
  });
});
