/** Configurations of blocks that Terraform runs without a provider, with what comes of them. */

export interface ConfigurationCase {
  readonly title: string;
  readonly configuration: unknown;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** `terraform_data` gives its `input` back as `output`, which is enough of a resource for all of these. */
export const configurations: readonly ConfigurationCase[] = [
  {
    title: 'locals that refer to each other, in any order and in several blocks',
    configuration: {
      locals: [
        { a: '${local.b + 1}', '//': 'a comment' },
        { b: 1, c: { '//': 'no comment', '${local.b}': '$${x}' } },
      ],
      output: { a: { value: '${local.a}' }, c: { value: '${local.c}' } },
    },
    outputs: { a: 2, c: { '//': 'no comment', 1: '${x}' } },
  },
  {
    title: 'variables: given, default, null, and a default that looks like a template',
    configuration: {
      variable: {
        given: { type: 'number', default: 1 },
        default: { type: 'object({ a = optional(string, "x") })', default: {} },
        nothing: { type: 'string', default: 'd' },
        something: { type: 'string', default: 'd', nullable: false },
        text: { default: '${foo} $${bar}', description: '${nothing}' },
      },
      output: {
        all: {
          value: ['${var.given}', '${var.default}', '${var.nothing}', '${var.something}', '${var.text}'],
        },
      },
    },
    variables: { given: '2', nothing: null, something: null },
    outputs: { all: [2, { a: 'x' }, null, 'd', '${foo} $${bar}'] },
  },
  {
    title: 'a validation that holds and refers to another variable and a local',
    configuration: {
      variable: {
        a: { type: 'number', default: 1 },
        b: {
          type: 'number',
          default: 2,
          validation: [
            { condition: '${var.b > var.a}', error_message: 'too small' },
            { condition: '${contains(local.allowed, var.b)}', error_message: 'not allowed' },
          ],
        },
      },
      locals: { allowed: [2, 3] },
      output: { b: { value: '${var.b}' } },
    },
    outputs: { b: 2 },
  },
  {
    title: 'a resource, and one with count',
    configuration: {
      resource: {
        terraform_data: {
          one: { input: 'x', '//': { path: 'comment' } },
          many: { count: '${2}', input: '${terraform_data.one.output}${count.index}' },
          none: { count: 0, input: 'never' },
        },
      },
      output: {
        all: { value: '${terraform_data.many[*].output}' },
        second: { value: '${terraform_data.many[1].output}' },
        maybe: { value: '${one(terraform_data.none[*].output)}' },
        length: { value: '${length(terraform_data.none)}' },
      },
    },
    outputs: { all: ['x0', 'x1'], second: 'x1', maybe: null, length: 0 },
  },
  {
    title: 'for_each over a map, a set and an object, in all the shapes of JSON',
    configuration: {
      resource: [
        { terraform_data: { map: [{ for_each: { b: 1, a: 2 }, input: '${each.key}${each.value}' }] } },
        {
          terraform_data: [{ set: { for_each: '${toset(["y", "x"])}', input: '${each.key}${each.value}' } }],
        },
      ],
      output: {
        map: { value: '${{ for key, item in terraform_data.map : key => item.output }}' },
        set: { value: '${[for item in terraform_data.set : item.output]}' },
        one: { value: '${terraform_data.set["x"].output}' },
        values: { value: '${values(terraform_data.map)[*].output}' },
      },
    },
    outputs: { map: { a: 'a2', b: 'b1' }, set: ['xx', 'yy'], one: 'xx', values: ['a2', 'b1'] },
  },
  {
    title: 'preconditions that hold, and blocks that say nothing here',
    configuration: {
      '//': { metadata: { backend: 'local' } },
      terraform: { required_version: '>= 1.5' },
      moved: [{ from: 'terraform_data.old', to: 'terraform_data.one' }],
      check: { health: { assert: { condition: '${terraform_data.one.output == 1}', error_message: 'no' } } },
      resource: {
        terraform_data: {
          one: {
            input: 1,
            lifecycle: [
              { ignore_changes: ['input'], precondition: { condition: '${local.yes}', error_message: 'no' } },
            ],
            depends_on: ['terraform_data.two'],
          },
          two: { input: { '${local.key}': ['${local.yes}'] } },
        },
      },
      locals: { yes: true, key: 'k' },
      output: {
        one: {
          value: '${terraform_data.one.output}',
          precondition: { condition: '${local.yes}', error_message: 'no' },
          depends_on: ['terraform_data.two'],
        },
        two: { value: '${terraform_data.two.output}', description: 'd', sensitive: true },
      },
    },
    outputs: { one: 1, two: { k: [true] } },
  },
  {
    title: 'a value that only looks like a dynamic block',
    configuration: {
      resource: { terraform_data: { one: { input: { dynamic: { a: 1 } } } } },
      output: { one: { value: '${terraform_data.one.output}' } },
    },
    outputs: { one: { dynamic: { a: 1 } } },
  },
  {
    title: 'blocks that are spread over several objects',
    configuration: [
      { locals: { a: 1 }, output: { a: { value: '${local.a}' } } },
      { locals: { b: 2 }, output: [{ b: { value: '${local.b}' } }] },
    ],
    outputs: { a: 1, b: 2 },
  },
  {
    title: 'the module’s path and the workspace',
    configuration: {
      output: { all: { value: ['${path.module}', '${path.root}', '${terraform.workspace}'] } },
    },
    outputs: { all: ['.', '.', 'default'] },
  },
];

export interface RefusedConfiguration {
  readonly title: string;
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** What this evaluator says. */
  readonly message: string;
  /** What Terraform says of it. */
  readonly terraform: string;
}

const validated = {
  variable: {
    v: {
      type: 'number',
      default: 5,
      validation: [
        { condition: '${var.v < 3}', error_message: 'v is ${var.v}: choose less than 3.' },
        { condition: '${can(regex("^1", var.v))}', error_message: 'Start with 1.' },
      ],
    },
  },
};

export const refusedConfigurations: readonly RefusedConfiguration[] = [
  {
    title: 'a validation that fails',
    configuration: validated,
    message: 'Invalid value for variable "v": v is 5: choose less than 3.\nStart with 1.',
    terraform: 'v is 5: choose less than 3.',
  },
  {
    title: 'the second validation',
    configuration: validated,
    variables: { v: 2 },
    message: 'Invalid value for variable "v": Start with 1.',
    terraform: 'Start with 1.',
  },
  {
    title: 'a validation that fails, before what else it breaks',
    configuration: {
      variable: {
        v: { default: [], validation: { condition: '${length(var.v) > 0}', error_message: 'Give one.' } },
      },
      locals: { first: '${var.v[0]}' },
    },
    message: 'Invalid value for variable "v": Give one.',
    terraform: 'Give one.',
  },
  {
    title: 'a variable without a value',
    configuration: { variable: { v: { type: 'string' } } },
    message: 'No value for the required variable "v"',
    terraform: 'The root module input variable "v" is not set',
  },
  {
    title: 'null for a variable that must not be null',
    configuration: { variable: { v: { type: 'string', nullable: false } } },
    variables: { v: null },
    message: 'The variable "v" is required and may not be set to null',
    terraform: 'required variable may not be set to null',
  },
  {
    title: 'a value of the wrong type',
    configuration: { variable: { v: { type: 'list(object({ a = number }))' } } },
    variables: { v: [{ a: 1 }, { a: [] }] },
    message: 'The given value is not suitable for var.v: element 1: attribute "a": number required',
    terraform: 'element 1: attribute "a": number required',
  },
  {
    title: 'a default of the wrong type',
    configuration: { variable: { v: { type: 'list(string)', default: {} } } },
    message: 'The default value is not suitable for var.v: list of string required',
    terraform: 'list of string required',
  },
  {
    title: 'a precondition that fails',
    configuration: {
      resource: {
        terraform_data: {
          x: {
            for_each: { a: 1 },
            lifecycle: {
              precondition: [{ condition: '${each.value > 1}', error_message: 'Not ${each.key}.' }],
            },
          },
        },
      },
    },
    message: 'terraform_data.x["a"]: Resource precondition failed: Not a.',
    terraform: 'Not a.',
  },
  {
    title: 'an output’s precondition that fails',
    configuration: {
      locals: { no: false },
      output: { x: { value: 1, precondition: { condition: '${local.no}', error_message: 'Not now.' } } },
    },
    message: 'output "x": Module output value precondition failed: Not now.',
    terraform: 'Not now.',
  },
  {
    title: 'locals in a circle',
    configuration: { locals: { a: '${local.b}', b: '${try(local.c, 1)}', c: ['${local.a}'] } },
    message: 'Cycle: local.a, local.b, local.c',
    terraform: 'Cycle: local.',
  },
  {
    title: 'a resource that refers to itself',
    configuration: { resource: { terraform_data: { x: { input: '${terraform_data.x.id}' } } } },
    message: 'Cycle: terraform_data.x',
    terraform: 'Self-referential block',
  },
  {
    title: 'a validation that comes back to its variable by a local',
    configuration: {
      variable: {
        x: { default: 1, validation: { condition: '${var.x != null && local.a > 0}', error_message: 'No.' } },
      },
      locals: { a: '${var.x + 1}' },
    },
    message: 'Cycle: var.x, local.a',
    terraform: 'var.x (validation)',
  },
  {
    title: 'a circle by depends_on',
    configuration: {
      resource: {
        terraform_data: { x: { depends_on: ['terraform_data.y'] }, y: { input: '${terraform_data.x.id}' } },
      },
    },
    message: 'Cycle: terraform_data.x, terraform_data.y',
    terraform: 'Cycle: terraform_data.',
  },
  {
    title: 'an undeclared variable, even in try',
    configuration: { output: { x: { value: '${try(var.nope, 1)}' } } },
    message: 'output "x": An input variable with the name "nope" has not been declared',
    terraform: 'An input variable with the name "nope" has not been declared',
  },
  {
    title: 'an undeclared local',
    configuration: { output: { x: { value: '${local.nope}' } } },
    message: 'A local value with the name "nope" has not been declared',
    terraform: 'A local value with the name "nope" has not been declared',
  },
  {
    title: 'an undeclared resource',
    configuration: { output: { x: { value: '${terraform_data.nope.id}' } } },
    message: 'A managed resource "terraform_data" "nope" has not been declared',
    terraform: 'A managed resource "terraform_data" "nope" has not been declared',
  },
  {
    title: 'an undeclared data source',
    configuration: { output: { x: { value: '${data.terraform_data.nope.id}' } } },
    message: 'A data resource "terraform_data" "nope" has not been declared',
    terraform: 'A data resource "terraform_data" "nope" has not been declared',
  },
  {
    title: 'a reference without a name',
    configuration: { output: { x: { value: '${terraform_data}' } } },
    message: 'output "x": Invalid reference',
    terraform: 'must be followed by at least one attribute access',
  },
  {
    title: 'an attribute that a resource does not have',
    configuration: {
      resource: { terraform_data: { x: { input: 1 } } },
      output: { x: { value: '${terraform_data.x.nope}' } },
    },
    message: 'output "x": This object does not have an attribute named "nope" (in terraform_data.x.nope)',
    terraform: 'This object has no argument, nested block, or exported attribute named "nope"',
  },
  {
    title: 'for_each over a list',
    configuration: { resource: { terraform_data: { x: { for_each: ['a'] } } } },
    message: 'terraform_data.x.for_each: the "for_each" argument must be a map, or set of strings',
    terraform:
      'the "for_each" argument must be a map, or set of strings, and you have provided a value of type tuple',
  },
  {
    title: 'for_each over a set of numbers',
    configuration: { resource: { terraform_data: { x: { for_each: '${toset([1])}' } } } },
    message: 'must be a map, or set of strings',
    terraform: '"for_each" supports maps and sets of strings',
  },
  {
    title: 'a negative count',
    configuration: { resource: { terraform_data: { x: { count: -1 } } } },
    message: 'terraform_data.x.count: the "count" value must be a whole number from 0, but it is -1',
    terraform: 'must be greater than or equal to zero',
  },
  {
    title: 'each without for_each',
    configuration: { resource: { terraform_data: { x: { input: '${each.key}' } } } },
    message: 'terraform_data.x.input: Invalid reference: "each" is not available here',
    terraform: 'The "each" object can be used only in',
  },
  {
    title: 'an error in an argument',
    configuration: { resource: { terraform_data: { x: { count: 1, input: ['${1 + "a"}'] } } } },
    message: 'terraform_data.x[0].input: Unsuitable value for right operand: a number is required',
    terraform: 'Unsuitable value for right operand: a number is required',
  },
  {
    title: 'an expression that cannot be read',
    configuration: { locals: { x: '${1 +' } },
    message: 'local.x: Invalid expression: the start of an expression expected at the end of "${1 +"',
    terraform: 'Expected the start of an expression',
  },
  {
    title: 'a file that is not there',
    configuration: { locals: { x: '${filebase64sha256("nope.zip")}' } },
    message: 'local.x: Call to function "filebase64sha256" failed: no file exists at "nope.zip"',
    terraform: 'open nope.zip: no such file or directory',
  },
  {
    title: 'a block of an unknown type',
    configuration: { resources: {} },
    message: 'Blocks of type "resources" are not supported here',
    terraform: 'No argument or block type is named "resources"',
  },
];
