import type { ModuleCall, ModuleConfiguration, Plan } from './plan.ts';

/** A call of the module: `module.team.module.sign_in`. */
export type SignInCall = readonly [address: string, call: ModuleCall];

/** Every call of the module in a plan, in modules too. It is known by its inputs: everybody keeps it in another place. */
export function signInCalls({ configuration }: Plan): SignInCall[] {
  return configuration?.root_module ? inModule(configuration.root_module, '') : [];
}

function inModule({ module_calls: calls = {} }: ModuleConfiguration, path: string): SignInCall[] {
  return Object.entries(calls).flatMap(([name, call]) => {
    const address = `${path}module.${name}`;
    const { module = {} } = call;
    const isSignIn = ['clients', 'flow', 'user_pool'].every(input => input in (module.variables ?? {}));
    const own: readonly SignInCall[] = isSignIn ? [[address, call]] : [];
    return [...own, ...inModule(module, `${address}.`)];
  });
}
