import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { terraformFunctions } from '../../../local/terraform/functions.ts';

const room = fileURLToPath(new URL('../../../local/terraform/', import.meta.url));
const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));

describe('the reader of Terraform configurations', () => {
  it('imports nothing but itself and Node', () => {
    const imports = files.flatMap(file =>
      Array.from(
        readFileSync(join(room, file), 'utf8').matchAll(/(?:from|import\() ?'([^']+)'/g),
        ([, specifier = '']) => ({ file, specifier }),
      ),
    );
    const outside = imports.filter(({ file, specifier }) =>
      specifier.startsWith('.')
        ? !resolve(room, dirname(file), specifier).startsWith(room)
        : !specifier.startsWith('node:'),
    );

    expect(imports.length).to.be.greaterThan(100);
    expect(outside).to.deep.equal([]);
  });

  it('has a README with each of its functions, and with no other', () => {
    const [, list = ''] =
      /## Functions\n([\s\S]*?)\n## /.exec(readFileSync(join(room, 'README.md'), 'utf8')) ?? [];
    const named = Array.from(list.matchAll(/`(\w+)`/g), ([, name]) => name);

    expect([...new Set(named)]).to.have.members([...Object.keys(terraformFunctions('.')), 'can', 'try']);
  });
});
