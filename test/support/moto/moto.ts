import { startGapProxy } from './gap-proxy.ts';
import { startMotoServer } from './moto-server.ts';

export interface Moto {
  /** `http://127.0.0.1:<port>`: every AWS service. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * An AWS account on loopback for Terraform: moto, with its gaps filled. It is empty at the start and gone at the end.
 *
 * @param port any free one unless given
 */
export async function startMoto(port = 0): Promise<Moto> {
  const server = await startMotoServer();
  try {
    const proxy = await startGapProxy(server.endpoint, port);
    return {
      endpoint: proxy.endpoint,
      close: async () => {
        await proxy.close();
        await server.close();
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}
