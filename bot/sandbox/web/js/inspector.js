/** The journal of the sandbox as it is written: calls, interactions, and why something was refused. */

import { h, iconButton } from "./dom.js";
import { inStyle } from "./format.js";
import { t } from "./i18n.js";
import { flatten } from "./rest.js";
import { journal } from "./world.js";

/**
 * @import { TextKey } from "./i18n.js"
 * @import { CallEntry, JournalEntry } from "./types/sandbox.d.ts"
 */

const EVERY_MS = 1000;
const KEPT = 500;
/** @type {TextKey[]} */
const FILTERS = ["all", "refusals", "interactions"];

export class Inspector {
  #last = 0;
  #timer = 0;
  /** @type {TextKey} */
  #filter = "all";

  /**
   * @param {HTMLElement} root
   * @param {() => void} closed
   */
  constructor(root, closed) {
    this.root = root;
    this.closed = closed;
    root.setAttribute("aria-label", t("inspector"));
    this.list = h("ol", { class: "journal", tabindex: "0", "aria-label": t("inspector") });
    this.empty = h("p", { class: "faint journal-empty" }, t("nothingYet"));
    const filters = FILTERS.map((name) =>
      h(
        "button",
        { type: "button", class: "chip", "aria-pressed": String(name === this.#filter), onclick: () => this.#show(name) },
        t(name),
      ),
    );
    this.filters = h("div", { class: "filters", role: "group", "aria-label": t("inspector") }, filters);
    const clear = h("button", { type: "button", class: "text-button", onclick: () => this.list.replaceChildren() }, t("clear"));
    root.replaceChildren(
      h(
        "header",
        {},
        h("h2", {}, t("inspector")),
        clear,
        iconButton("close", t("close"), () => this.toggle()),
      ),
      this.filters,
      this.empty,
      this.list,
    );
  }

  get open() {
    return !this.root.hidden;
  }

  toggle() {
    this.root.hidden = this.open;
    clearTimeout(this.#timer);
    if (this.open) this.#follow();
    this.closed();
  }

  /** @param {TextKey} name */
  #show(name) {
    this.#filter = name;
    this.list.dataset.filter = name;
    for (const [index, chip] of [...this.filters.children].entries()) chip.setAttribute("aria-pressed", String(FILTERS[index] === name));
  }

  async #follow() {
    try {
      const entries = await journal(this.#last);
      this.#last = entries.at(-1)?.number ?? this.#last;
      this.list.prepend(...entries.map(line).reverse());
      while (this.list.childElementCount > KEPT) this.list.lastElementChild?.remove();
      this.empty.hidden = this.list.childElementCount > 0;
    } catch {
      // The sandbox is away; it is asked again below.
    }
    if (this.open) this.#timer = setTimeout(() => this.#follow(), EVERY_MS);
  }
}

/**
 * Say who made a call; those with the token of an interaction can only be the bot's.
 * @param {CallEntry} entry
 */
function caller({ who, path }) {
  return /^\/api\/v\d+\/(webhooks|interactions)\//.test(path) ? t("bot") : who;
}

/** @param {string} path */
function shortened(path) {
  return path.replace(/^\/api\/v\d+/, "").replace(/\d{12,}(\d{4})/g, "…$1");
}

/** @param {JournalEntry} entry */
function line(entry) {
  const time = h("time", {}, inStyle(new Date(entry.at), "T"));
  if (entry.kind === "interaction") {
    const bad = /not answered|no bot/.test(entry.what);
    return h(
      "li",
      { class: bad ? "entry interaction refused" : "entry interaction" },
      time,
      h("strong", {}, t("interaction")),
      h("span", {}, entry.what),
      h("code", {}, `…${entry.id.slice(-6)}`),
    );
  }
  const call = [
    time,
    h("span", { class: "entry-who" }, caller(entry)),
    h("code", { title: entry.path }, `${entry.method} ${shortened(entry.path)}`),
    h("span", { class: "status" }, entry.status),
  ];
  if (!entry.refused) return h("li", { class: "entry" }, call);
  const reasons = [...flatten(entry.refused.errors ?? {}, [])];
  return h(
    "li",
    { class: "entry refused" },
    call,
    h(
      "details",
      { open: true },
      h("summary", {}, `${entry.refused.code} · ${entry.refused.message}`),
      reasons.length > 0 &&
        h(
          "ul",
          {},
          reasons.map(({ path, code, message }) => h("li", {}, h("code", {}, path), ` ${message} `, h("span", { class: "faint" }, code))),
        ),
    ),
  );
}
