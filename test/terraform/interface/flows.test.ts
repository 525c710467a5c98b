// Two suites in one file, since they look at the same plans, and a file has a process of its own.
import './what-a-flow-costs.ts';
import './written-settings.ts';
