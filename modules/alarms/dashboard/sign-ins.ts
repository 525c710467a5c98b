import { own } from '../metric.ts';
import { byClient, graph, line, math, question, type Row, search } from '../widgets.ts';
import { lines } from './lines.ts';

const hidden = { visible: false };

export const peopleSignIn: readonly Row[] = [
  question(
    'Can people sign in?',
    'Passed should follow started. Passed falls and ended rises: people fail, see the next row. Passed falls alone: people give up, or wait for something that does not come. No lines at all: nobody tries, or nobody gets as far as these functions.',
  ),
  {
    height: 6,
    widgets: [
      graph({
        title: 'Sign-ins that started, passed, and were ended by the flow',
        width: 12,
        lines: lines({
          SignInsStarted: 'started',
          SignInsPassed: 'passed: tokens',
          SignInsEnded: 'ended by the flow',
        }),
      }),
      graph({
        title: 'Percent of the started that pass',
        width: 6,
        lines: [
          line(own('SignInsStarted'), 'started', { id: 'started', ...hidden }),
          line(own('SignInsPassed'), 'passed', { id: 'passed', ...hidden }),
          math('passed / started * 100', 'percent that pass'),
        ],
      }),
      graph({
        title: 'Seconds from the first question to tokens',
        width: 6,
        lines: [
          line(own('SignInSeconds'), 'average', { stat: 'Average' }),
          line(own('SignInSeconds'), 'slowest', { stat: 'Maximum' }),
        ],
      }),
    ],
  },
];

export const whereTheyFail: readonly Row[] = [
  question(
    'Where do they fail?',
    'One app client that passes nobody, while others pass: the fault is in that client. All of them alike: people are lost at the step that is asked much more often than it is answered rightly. Many wrong answers: somebody guesses, or a client or a message is broken. Hardly any answers: people wait for something, or a client loses what they type.',
  ),
  {
    height: 6,
    widgets: [
      graph({
        title: 'Sign-ins by app client',
        width: 12,
        lines: [...byClient('SignInsStarted', 'started'), ...byClient('SignInsPassed', 'passed')],
      }),
      graph({
        title: 'Why the flow ends sign-ins',
        width: 12,
        isStacked: true,
        lines: [search('SignInsEnded', 'Reason')],
      }),
    ],
  },
  {
    height: 6,
    widgets: [
      graph({
        title: 'Steps that are asked, and answered rightly',
        width: 12,
        lines: [
          search('QuestionsAsked', 'Step (Challenge) asked'),
          search('Answers', 'Step (Challenge) right', 'Verdict="right"'),
        ],
      }),
      graph({
        title: 'Answers, by step and verdict',
        width: 12,
        isStacked: true,
        lines: [search('Answers', 'Step (Challenge) Verdict')],
      }),
    ],
  },
];
