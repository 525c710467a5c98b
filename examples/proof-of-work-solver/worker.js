import { search } from './search.js';

addEventListener('message', ({ data: { prefix, difficulty, start, step } }) => {
  postMessage(search(prefix, difficulty, start, step));
});
