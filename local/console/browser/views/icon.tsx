import { h } from '../dom/element.ts';

/** Drawn on 16 × 16, in the colour of the text. */
const PATHS = {
  check: 'M3 8.5 6.5 12 13 4.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  copy: 'M6 6h7v7H6zM3 10V3h7',
  open: 'M7 3H3v10h10V9M9.5 3H13v3.5M13 3 7.5 8.5',
  play: 'M5 3.5v9l7.5-4.5z',
  up: 'M8 13V3M4 7l4-4 4 4',
  down: 'M8 3v10M4 9l4 4 4-4',
  mail: 'M2 4h12v8.5H2zM2 4.5l6 4.5 6-4.5',
  phone: 'M5 1.5h6v13H5zM7 12.5h2',
  quiet: 'M3 8h10',
  reset: 'M3 8a5 5 0 1 0 1.6-3.7M3 2.5v3h3',
} as const;

export type IconName = keyof typeof PATHS;

export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} />
  </svg>
);
