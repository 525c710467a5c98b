/** The least Node.js that `engines` names, the one that Lambda runs the functions on, and the next one. */
export const PROMISED = ['20', '22', '24'];
