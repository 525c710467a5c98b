import type { Alarm } from '../../../watch/protocol.ts';
import { h } from '../dom/element.ts';
import { Badge } from './parts.tsx';

const STATES = {
  ALARM: { tone: 'bad', words: 'Alarm' },
  OK: { tone: 'good', words: 'OK' },
  INSUFFICIENT_DATA: { tone: 'plain', words: 'No data' },
} as const;

export const AlarmState = ({ alarm: { state } }: { alarm: Alarm }) => (
  <Badge tone={STATES[state].tone}>{STATES[state].words}</Badge>
);
