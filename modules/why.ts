import type { TerraformElement } from 'cdktf';

const WHY = 'why';

/** Says why something is there, or is as it is, to those who read the constructs and to those who read the built module. */
export function why<E extends TerraformElement>(element: E, text: string): E {
  element.node.addMetadata(WHY, text);
  return element;
}

/** What `why` said. */
export function whyOf(element: TerraformElement): string | undefined {
  const reasons = element.node.metadata.filter(({ type }) => type === WHY).map(({ data }) => String(data));
  return reasons.length === 0 ? undefined : reasons.join('\n');
}
