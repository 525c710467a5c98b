import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'chai';
import { readInputs } from '../../../local/inputs/read-inputs.ts';
import { rejection } from '../../support/handlers.ts';
import { useScratchFolder } from '../../support/scratch-folder.ts';

describe('files of inputs', () => {
  const scratch = useScratchFolder();
  const file = (name: string, text: string): string => {
    const path = scratch(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  };

  it('are JSON or HCL by their names, and a later one comes over an earlier one', async () => {
    const json = file('a.tfvars.json', '{ "name": "a", "flow": [] }');
    const hcl = file('b.tfvars', 'name = "b"');

    expect(await readInputs([json, hcl])).to.deep.equal({ name: 'b', flow: [] });
    expect(await readInputs([hcl, json])).to.deep.equal({ name: 'a', flow: [] });
    expect(await readInputs([])).to.deep.equal({});
  });

  it('are named where they are wrong', async () => {
    const reason = async (path: string) => (await rejection(readInputs([path]))).message;

    expect(await reason('nowhere.tfvars')).to.equal('There is no file nowhere.tfvars.');
    expect(await reason(file('c.json', '{'))).to.match(/c\.json is not JSON: /);
    expect(await reason(file('d.json', '[]'))).to.include('d.json holds no JSON object');
    expect(await reason(file('e.tfvars', 'a ='))).to.include('e.tfvars, line 1: ');
  });
});
