/** In the place of the package `level`, a store on disk: dynalite loads it, and uses it for its option `path` only. */
export class Level {
  constructor() {
    throw new Error('The tables are in memory here: there is no store on disk.');
  }
}
