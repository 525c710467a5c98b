import { need } from '../need.ts';
import { type MotoApi, motoApi } from './api.ts';
import { type Moto, startMoto } from './moto.ts';

/** An account on loopback for this suite, which needs Terraform and moto; an empty one. */
export function useMoto() {
  let moto: Moto | undefined;
  before(need('terraform'));
  before(need('moto_server'));
  before(async () => {
    moto = await startMoto();
  });
  after(() => moto?.close());
  return {
    endpoint: (): string => moto?.endpoint ?? '',
    api: (): MotoApi => motoApi(moto?.endpoint ?? ''),
  };
}
