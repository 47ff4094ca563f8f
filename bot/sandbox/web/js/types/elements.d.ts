/** What `h` takes: attributes, listeners and children of an element. */

/** `false`, `null`, `undefined` and `""` add nothing. */
export type Child = Node | string | number | false | null | undefined | readonly Child[];

type Value = string | number | boolean | null | undefined;

type Name =
  | ("alt" | "autocomplete" | "class" | "controls" | "datetime" | "decoding" | "disabled" | "download" | "draggable" | "for" | "height")
  | ("hidden" | "href" | "id" | "inert" | "inputmode" | "loading" | "max" | "maxlength" | "method" | "min" | "multiple" | "name")
  | ("novalidate" | "open" | "placeholder" | "popover" | "popovertarget" | "preload" | "rel" | "required" | "role" | "rows")
  | ("selected" | "spellcheck" | "src" | "start" | "tabindex" | "target" | "title" | "type" | "value" | "width")
  | `aria-${string}`
  | `data-${string}`;

type Listeners<Of extends HTMLElement> = {
  [Event in keyof HTMLElementEventMap as `on${Event}`]?: (event: HTMLElementEventMap[Event] & { readonly currentTarget: Of }) => void;
};

/** CSS properties, custom ones included. */
export type Style = Record<string, string | number>;

export type Attributes<Of extends HTMLElement> = { [Each in Name]?: Value } & Listeners<Of> & { style?: Style };
