import { TerraformElement, TerraformStack } from 'cdktf';
import type { Node } from 'constructs';

/**
 * A stack whose addresses are meant to be read, and kept: `aws_iam_role.create_auth_challenge`. A resource is named
 * by the construct that contains it; one directly in the stack, by its own id. Renaming one needs a `moved`
 * block, or Terraform would destroy and create.
 */
export class ReadableStack extends TerraformStack {
  readonly #addresses = new Map<string, TerraformElement>();

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    const ids = node.scopes.slice(this.node.scopes.length).map(scope => scope.node.id);
    const name = (ids.length > 1 ? ids.slice(0, -1) : ids).join('_');
    if (TerraformElement.isTerraformElement(element)) {
      const address = `${element.constructor.name} ${name}`;
      const holder = this.#addresses.get(address) ?? element;
      if (holder !== element)
        throw new Error(`${holder.node.path} and ${element.node.path} would have one address.`);
      this.#addresses.set(address, element);
    }
    return name;
  }
}
