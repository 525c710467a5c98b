/**
 * What the local server tells of itself as it happens, and what it can be asked to do: the interface between the server
 * and the console, and for scripts and tests of other projects. All of it is for this machine only (local/http/origins).
 *
 * | request | |
 * |---|---|
 * | `GET /health` | 200 `{ status: 'ok' }` once the server takes sign-ins |
 * | `GET /local/config` | {@link Server} without its flow: what a client needs |
 * | `GET /local/state` | {@link Snapshot} |
 * | `GET /local/events` | server-sent events: `snapshot` first, then each {@link Change} under its `type`. A run, a call or a message that is known already comes again when more is known of it |
 * | `POST /local/reset` | users, sessions, ledger, messages and runs go; the users of the start come back |
 * | `GET /local/outbox?to=…&after=…&wait=10` | messages to an address, after an id; waits for one, in seconds, 60 at most |
 * | `GET`, `POST /local/users` | {@link User}s; seeds one or a list of {@link NewUser} |
 * | `PATCH`, `DELETE /local/users/<username>` | {@link UserChange} |
 * | `GET`, `PUT /local/inputs` | {@link Inputs}; a PUT deploys them in place, users and port stay; 422 `{ errors }` as Terraform would say |
 * | `GET`, `PUT /local/switches` | {@link Switches}; what is left out is off |
 * | `GET /local/metrics?minutes=60` | {@link Metrics}: the module's dashboard and alarms over the last minutes, as CloudWatch would show them |
 * | `GET /local/bus` | {@link BusEvent}s that went to EventBridge, newest last; events that AWS itself emits are listed only if a rule matched them |
 * | `GET /local/rounds` | the last calls of triggers, newest last, as the pool made them |
 * | `GET /local/failures` | events that Lambda gave up, as the destination for failures is told of them |
 *
 * A refused request gets a status of 400 or more and `{ message }`.
 */

import type { Json, JsonObject } from '../aws-service.ts';

/** Everything at one moment; newest last in each list. */
export interface Snapshot {
  readonly server: Server;
  readonly runs: readonly Run[];
  readonly messages: readonly Message[];
  readonly notices: readonly Notice[];
  readonly users: readonly User[];
  readonly inputs: Inputs;
  readonly switches: Switches;
  readonly bus: readonly BusEvent[];
}

export interface Server {
  /** `http://127.0.0.1:9400` */
  readonly endpoint: string;
  readonly region: string;
  readonly userPoolId: string;
  /** Client ids by the names of `clients`. */
  readonly clientIds: Readonly<Record<string, string>>;
  /** Null without a demo user. */
  readonly demoUser: { readonly username: string; readonly password: string } | null;
  /** Steps of the flow as declared: the challenges of each, and its name. */
  readonly flow: readonly { readonly name: string; readonly challenges: readonly string[] }[];
}

/** One sign-in, from its first trigger call to its end. Also what belongs to none: a refresh, a sign-up. */
export interface Run {
  readonly id: string;
  /** As it was typed; Cognito's own name for the user stands in the calls. */
  readonly username: string;
  readonly clientId: string;
  readonly startedAtMs: number;
  readonly status: 'open' | 'passed' | 'refused' | 'failed';
  /** What the client got in the end instead of tokens. */
  readonly error?: CallError;
  readonly calls: readonly Call[];
}

/** One invocation of a function. */
export interface Call {
  readonly id: string;
  readonly atMs: number;
  readonly durationMs: number;
  readonly coldStart: boolean;
  /** `DefineAuthChallenge`, …, `Deliver` for what create handed over, `Publish` for events of EventBridge, `Support` for an operator's request, `External` for a function of one's own. */
  readonly role: string;
  readonly functionName: string;
  /** Of a trigger: `CreateAuthChallenge_Authentication`, … */
  readonly triggerSource?: string;
  /** 2 or more where Cognito called again after a timeout. */
  readonly attempt: number;
  /** The whole event and the function's response, as JSON; null if there is none. */
  readonly event: Json;
  readonly response: Json;
  /** In words: `asks captcha, step 2 of 3`, `wrong, 2 left`, `issue tokens`. */
  readonly verdict: string;
  /** What the client gets instead of an answer, and what the operator can do about it. */
  readonly error?: CallError;
  /** Of create: the answer that verify would take. */
  readonly expectedAnswer?: string;
  readonly logs: readonly LogLine[];
  readonly awsCalls: readonly AwsCall[];
}

export interface CallError {
  readonly code: string;
  readonly message: string;
  /** Sentences, and at their end where to read on: `docs/operations.md#a-sign-in-fails`. */
  readonly cure?: string;
}

export interface LogLine {
  readonly atMs: number;
  readonly level: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'NONE';
  readonly text: string;
}

/** What a function asked of AWS, and what IAM said. */
export interface AwsCall {
  readonly atMs: number;
  /** `kms:GenerateMac` */
  readonly action: string;
  readonly resource: string;
  readonly isAllowed: boolean;
  /** The statement's Sid, or which policy, that allowed or refused it. */
  readonly because: string;
}

export interface Message {
  readonly id: string;
  /** ISO 8601, in UTC. */
  readonly at: string;
  readonly medium: 'EMAIL' | 'SMS';
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
  /** What a person would copy or open, found in the text. */
  readonly code?: string;
  readonly link?: string;
  /** The run that it was sent in, where it can be told. */
  readonly run?: string;
}

/** Why nothing was sent, or something was given up: so that silence explains itself. */
export interface Notice {
  readonly id: string;
  /** ISO 8601, in UTC. */
  readonly at: string;
  readonly kind:
    | 'decoy'
    | 'limit'
    | 'refused'
    | 'given-up'
    | 'reloaded'
    | 'reload-failed'
    /** An alarm went off, or is over. */
    | 'alarm'
    /** A log line with metrics that CloudWatch does not take. */
    | 'metric-dropped';
  readonly text: string;
  readonly run?: string;
}

export interface User {
  readonly username: string;
  readonly status: string;
  readonly enabled: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
}

export interface NewUser {
  readonly username: string;
  /** Without one, the user has none: only flows without `password` let such a user in. */
  readonly password?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly groups?: readonly string[];
}

export interface UserChange {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly password?: string;
  readonly enabled?: boolean;
  readonly confirmed?: true;
}

/** The module's inputs that are deployed here, and the same as a Terraform module block. A PUT takes `{ values }`. */
export interface Inputs {
  readonly values: JsonObject;
  readonly terraform: string;
}

/** Faults to try, by the name of a function as in `functions/`: `create-auth-challenge`. */
export interface Switches {
  readonly functions: Readonly<Record<string, FunctionFault>>;
}

export interface FunctionFault {
  /** Waits so long before the function is called. */
  readonly delayMs?: number;
  /** The function throws instead of answering. */
  readonly throws?: boolean;
  /** Actions that its role is refused: `kms:GenerateMac`. */
  readonly denied?: readonly string[];
}

export type Change =
  | { readonly type: 'run'; readonly run: Omit<Run, 'calls'> }
  | { readonly type: 'call'; readonly runId: string; readonly call: Call }
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'notice'; readonly notice: Notice }
  | { readonly type: 'users'; readonly users: readonly User[] }
  | { readonly type: 'inputs'; readonly inputs: Inputs; readonly server: Server }
  | { readonly type: 'switches'; readonly switches: Switches }
  | { readonly type: 'bus'; readonly event: BusEvent }
  | { readonly type: 'reset' };

/** What CloudWatch would show, from the functions' own log lines and Lambda's metrics. */
export interface Metrics {
  readonly fromMs: number;
  readonly untilMs: number;
  /** One for each `aws_cloudwatch_dashboard` of the module. */
  readonly dashboards: readonly Dashboard[];
  /** One for each `aws_cloudwatch_metric_alarm`. */
  readonly alarms: readonly Alarm[];
}

export interface Dashboard {
  readonly name: string;
  readonly widgets: readonly Widget[];
}

/** On CloudWatch's grid of 24 columns. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Widget = Place &
  (
    | { readonly type: 'text'; readonly markdown: string }
    | ({ readonly type: 'metric' } & Graph)
    | { readonly type: 'alarm'; readonly title: string; readonly alarms: readonly string[] }
    | { readonly type: 'log'; readonly title: string; readonly query: string }
  );

export interface Graph {
  readonly title: string;
  readonly view: 'timeSeries' | 'singleValue' | 'bar' | 'pie' | 'table';
  readonly isStacked: boolean;
  readonly periodSeconds: number;
  /** Starts of the periods. A single one, as long as the whole range, where the widget is set to that. */
  readonly atMs: readonly number[];
  readonly series: readonly Series[];
  /** Horizontal lines. */
  readonly marks: readonly Mark[];
}

export interface Series {
  readonly label: string;
  /** CloudWatch's: `Count`, `Milliseconds`, … Absent for what is computed, and without data. */
  readonly unit?: string;
  /** The left one if absent. */
  readonly axis?: 'right';
  /** `#d62728` */
  readonly color?: string;
  /** One for each of `atMs`; null where there is no data point. */
  readonly values: readonly (number | null)[];
}

export interface Mark {
  readonly label: string;
  readonly value: number;
}

export interface Alarm {
  readonly name: string;
  readonly description: string;
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** In CloudWatch's words: which data points against which threshold. */
  readonly reason: string;
  /** Since when it has this state; of the first evaluation, if that never changed. */
  readonly changedAtMs: number;
}

/** An event as EventBridge would pass it on. */
export interface BusEvent {
  readonly id: string;
  /** ISO 8601, in UTC. */
  readonly at: string;
  readonly bus: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: JsonObject;
}
