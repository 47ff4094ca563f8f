/** Application commands, as a client finds them and as it sends them. */

import type { Snowflake } from "./entities.d.ts";

interface Named {
  type: number;
  name: string;
  name_localized?: string;
  description: string;
  description_localized?: string;
  options?: CommandOption[];
}

export interface Command extends Named {
  id: Snowflake;
  version: Snowflake;
}

export type OptionValue = string | number | boolean;

export interface Choice {
  name: string;
  name_localized?: string;
  value: OptionValue;
}

/** An option that one fills in, or a sub-command with options of its own. */
export interface CommandOption extends Named {
  required?: boolean;
  choices?: Choice[];
  autocomplete?: boolean;
  min_value?: number;
  max_value?: number;
  channel_types?: number[];
}

/** An option as an interaction carries it. */
export interface FilledOption {
  type: number;
  name: string;
  value?: OptionValue;
  focused?: boolean;
  options?: FilledOption[];
}
