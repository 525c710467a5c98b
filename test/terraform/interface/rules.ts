import { moduleJson } from '../../modules/synthesized.ts';

/** The variables, and what rules may know besides: locals that come of no resource. */
export function rules() {
  const { variable, locals } = moduleJson();
  let known = Object.entries(locals);
  for (let before = 0; before !== known.length; ) {
    before = known.length;
    const names = known.map(([name]) => name);
    const isKnown = (name: string) => names.includes(name);
    known = known.filter(
      ([, value]) =>
        !/\b(data|aws_\w+|terraform_data)\./.test(value) &&
        [...value.matchAll(/\blocal\.(\w+)/g)].every(([, name = '']) => isKnown(name)),
    );
  }
  return { variable, locals: Object.fromEntries(known) };
}
