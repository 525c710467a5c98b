/** In the place of `local/demo/amplify.ts`: the package has Amplify among its own files, bundled when it is built. */

export const loadAmplify = () => import('./amplify-modules.ts');
