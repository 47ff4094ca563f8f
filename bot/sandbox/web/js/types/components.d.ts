/** Components of messages and modals; `type` tells them apart. */

import type { Snowflake } from "./entities.d.ts";
import type { Emoji, Media } from "./messages.d.ts";

interface Numbered {
  id: number;
}

export interface ActionRow<Control> extends Numbered {
  type: 1;
  components: Control[];
}

export interface Button extends Numbered {
  type: 2;
  style: 1 | 2 | 3 | 4 | 5 | 6;
  label?: string;
  emoji?: Emoji;
  /** A link has an address instead. */
  custom_id?: string;
  url?: string;
  disabled: boolean;
}

export interface SelectOption {
  label: string;
  value: string;
  description?: string;
  emoji?: Emoji;
  default?: boolean;
}

interface AnySelect extends Numbered {
  custom_id: string;
  min_values: number;
  max_values: number;
  disabled: boolean;
  placeholder?: string;
  /** Only in modals. */
  required?: boolean;
}

export interface StringSelect extends AnySelect {
  type: 3;
  options: SelectOption[];
}

export interface EntitySelect extends AnySelect {
  type: 5 | 6 | 7 | 8;
  default_values: { id: Snowflake }[];
  channel_types?: number[];
}

export type SelectMenu = StringSelect | EntitySelect;

export interface Section extends Numbered {
  type: 9;
  components: TextDisplay[];
  accessory: Button | Thumbnail;
}

export interface TextDisplay extends Numbered {
  type: 10;
  content: string;
}

/** A picture, its text for those who do not see it, and whether it is hidden. */
export interface Described {
  media: Media;
  description: string | null;
  spoiler: boolean;
}

export interface Thumbnail extends Numbered, Described {
  type: 11;
}

export interface MediaGallery extends Numbered {
  type: 12;
  items: Described[];
}

export interface FileComponent extends Numbered {
  type: 13;
  file: Media;
  spoiler: boolean;
  name: string;
  size: number;
}

export interface Separator extends Numbered {
  type: 14;
  divider: boolean;
  spacing: 1 | 2;
}

export interface Container extends Numbered {
  type: 17;
  accent_color: number | null;
  spoiler: boolean;
  components: MessageComponent[];
}

/** What a member uses in a message. */
export type Control = Button | SelectMenu;

export type MessageComponent =
  | ActionRow<Control>
  | Control
  | Section
  | TextDisplay
  | Thumbnail
  | MediaGallery
  | FileComponent
  | Separator
  | Container;

export interface TextInput extends Numbered {
  type: 4;
  custom_id: string;
  required: boolean;
  style: 1 | 2;
  min_length?: number;
  max_length?: number;
  placeholder?: string;
  value?: string;
  /** Only in a row; elsewhere the label around it has it. */
  label?: string;
}

export interface FileUpload extends Numbered {
  type: 19;
  custom_id: string;
  required: boolean;
  min_values: number;
  max_values: number;
}

export interface RadioGroup extends Numbered {
  type: 21;
  custom_id: string;
  required: boolean;
  options: SelectOption[];
}

export interface CheckboxGroup extends Numbered {
  type: 22;
  custom_id: string;
  required: boolean;
  min_values: number;
  max_values: number;
  options: SelectOption[];
}

export interface Checkbox extends Numbered {
  type: 23;
  custom_id: string;
  default: boolean;
}

/** What a member fills in. */
export type ModalControl = TextInput | SelectMenu | FileUpload | RadioGroup | CheckboxGroup | Checkbox;

export interface Label extends Numbered {
  type: 18;
  label: string;
  description?: string;
  component: ModalControl;
}

export type ModalComponent = ActionRow<TextInput> | TextDisplay | Label;
