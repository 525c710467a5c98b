import {
  TerraformDataSource,
  TerraformElement,
  TerraformLocal,
  TerraformResource,
  type TerraformStack,
} from 'cdktf';
import { address } from '../hcl.ts';
import { whyOf } from '../why.ts';

/** What JSON does not have: the order in which the constructs declare things, what belongs together, and why. */
export interface Entry {
  /** `aws_kms_key.answers`, `data.aws_region.region`, `local.region`. */
  readonly address: string;
  /** The construct in the stack that it is part of, or it itself. */
  readonly construct: string;
  readonly why?: string;
}

export function outlineOf(stack: TerraformStack): readonly Entry[] {
  return stack.node.findAll().flatMap(element => {
    const address = TerraformElement.isTerraformElement(element) ? addressOf(element) : undefined;
    if (address === undefined) return [];
    const why = whyOf(element as TerraformElement);
    const construct = element.node.scopes[stack.node.scopes.length]?.node.id ?? '';
    return { address, construct, ...(why !== undefined && { why }) };
  });
}

function addressOf(element: TerraformElement): string | undefined {
  if (TerraformDataSource.isTerraformDataSource(element)) return `data.${address(element)}`;
  if (TerraformResource.isTerraformResource(element)) return address(element);
  return element instanceof TerraformLocal ? `local.${element.friendlyUniqueId}` : undefined;
}
