/** The floor: Node itself. */
export const handler = async (): Promise<void> => {};
