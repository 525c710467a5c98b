/** A policy that AWS would refuse, or that cannot be judged here. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
}
