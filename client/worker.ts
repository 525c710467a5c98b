/** The worker as a file, for pages whose policy allows none from a Blob (`worker-src 'self'`). */

import { searcher } from './sha256-search.ts';

self.onmessage = ({
  data: [prefix, difficulty, from, step],
}: MessageEvent<[string, number, number, number]>) => {
  self.postMessage(searcher(prefix, difficulty)(from, step, Number.POSITIVE_INFINITY));
};
