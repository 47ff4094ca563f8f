/** Users, servers and channels, as the REST API and the gateway tell of them. */

/** An identifier; it is too large for a number. */
export type Snowflake = string;

export interface User {
  id: Snowflake;
  username: string;
  global_name: string | null;
  bot?: boolean;
}

/** A user as they see themselves. */
export interface OwnUser extends User {
  locale: string;
}

export interface GuildMember {
  user: User;
  nick: string | null;
  roles: Snowflake[];
}

export interface Role {
  id: Snowflake;
  name: string;
  /** A set of bits, in decimal. */
  permissions: string;
  position: number;
  color: number;
}

/** What a channel allows and denies to a role or member; both are sets of bits, in decimal. */
export interface Overwrite {
  id: Snowflake;
  allow: string;
  deny: string;
}

export interface DirectChannel {
  type: 1;
  id: Snowflake;
  recipients: User[];
  guild_id?: undefined;
  parent_id?: undefined;
  owner_id?: undefined;
  name?: undefined;
  topic?: undefined;
  permission_overwrites?: undefined;
}

export interface TextChannel {
  type: 0;
  id: Snowflake;
  guild_id: Snowflake;
  parent_id: null;
  owner_id?: undefined;
  name: string;
  topic: string | null;
  position: number;
  permission_overwrites: Overwrite[];
}

export interface Forum extends Omit<TextChannel, "type"> {
  type: 15;
}

export interface Thread {
  type: 11 | 12;
  id: Snowflake;
  guild_id: Snowflake;
  parent_id: Snowflake;
  owner_id: Snowflake;
  name: string;
  topic?: undefined;
  permission_overwrites?: undefined;
  message_count: number;
}

export type Channel = DirectChannel | TextChannel | Forum | Thread;

export interface Sticker {
  id: Snowflake;
  name: string;
  format_type: number;
}

export interface Guild {
  id: Snowflake;
  name: string;
  owner_id: Snowflake;
  roles: Role[];
  stickers: Sticker[];
  channels: (TextChannel | Forum)[];
  threads: Thread[];
  members: GuildMember[];
}
