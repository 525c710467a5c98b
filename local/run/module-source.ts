import type { Assets } from '../console/assets.ts';

/** The module that runs: built, as the package has it, or synthesized from these sources. */
export interface ModuleSource {
  /** What the console's pages load: called when one is opened. */
  readonly assets: () => Promise<Assets>;
  /** Its configuration in Terraform's JSON, and the folder where its zips are. */
  read(): Promise<{ readonly json: unknown; readonly modulePath: string }>;
  /** What its zips are made of, if that can change while it runs. */
  readonly sources?: {
    readonly folder: string;
    /**
     * Makes the zips again.
     * @returns whether one of them is another than before
     * @throws Error for sources that cannot be bundled: the zips stay
     */
    rebuild(): Promise<boolean>;
  };
}
