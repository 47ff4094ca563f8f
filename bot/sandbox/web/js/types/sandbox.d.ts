/** What the sandbox's own calls answer, and how the REST API refuses. */

import type { Snowflake } from "./entities.d.ts";

/** Somebody whom the reader can be. */
export interface Inhabitant {
  id: Snowflake;
  username: string;
  name: string;
  locale: string;
  token: string;
}

export interface World {
  origin: string;
  application_id: Snowflake;
  users: Inhabitant[];
}

export interface Settings {
  attachment_size_limit: number;
}

/** A reason, at the leaves of a tree of errors. */
export interface Reason {
  code: string;
  message: string;
}

/** Reasons by field; the leaves are under `_errors`. */
export interface ErrorTree {
  [field: string]: ErrorTree | Reason[];
}

export interface Refusal {
  code?: number;
  message?: string;
  errors?: ErrorTree;
  /** Seconds, with status 429. */
  retry_after?: number;
}

interface Noted {
  number: number;
  at: string;
}

export interface CallEntry extends Noted {
  kind: "call";
  who: string;
  method: string;
  path: string;
  status: number;
  refused?: Refusal;
}

export interface InteractionEntry extends Noted {
  kind: "interaction";
  id: Snowflake;
  what: string;
}

export type JournalEntry = CallEntry | InteractionEntry;
