/** What one does by hand in a sandbox: set the clock, the upload limit and the theme, cut the bot off. */

import { h } from "./dom.js";
import { inStyle, size } from "./format.js";
import { t } from "./i18n.js";
import { toast } from "./notice.js";
import { popup } from "./popup.js";
import { setTheme, THEMES, theme } from "./theme.js";
import { dropBot, forward, now, settings } from "./world.js";

/** @import { TextKey } from "./i18n.js" */

const MEBIBYTE = 1 << 20;
/** @type {[bytes: number, label: TextKey][]} */
const LIMITS = [
  [100 << 10, "limitTiny"],
  [10 * MEBIBYTE, "limitFree"],
  [50 * MEBIBYTE, "limitBasic"],
  [100 * MEBIBYTE, "limitBoosted"],
  [500 * MEBIBYTE, "limitNitro"],
];
/** @type {[seconds: number, label: TextKey, hint?: TextKey][]} */
const STEPS = [
  [60, "minute"],
  [900, "quarter", "quarterHint"],
  [3600, "hour"],
  [86_400, "day", "dayHint"],
  [604_800, "week"],
];

/** @type {Record<typeof THEMES[number], TextKey>} */
const THEME_NAMES = { system: "themeSystem", light: "themeLight", dark: "themeDark" };

/**
 * Open the controls; `timeChanged()` is called when the clock was set forward.
 * @param {HTMLElement} anchor
 * @param {() => void} timeChanged
 */
export async function openControls(anchor, timeChanged) {
  const { attachment_size_limit: limit } = await settings();
  const clock = h("output", { class: "faint", id: "clock" });
  const showTime = () => (clock.textContent = t("clockNow", { time: inStyle(new Date(now()), "f") }));
  showTime();
  const steps = STEPS.map(([seconds, label, hint]) =>
    h(
      "button",
      {
        type: "button",
        class: "control secondary",
        title: hint && t(hint),
        onclick: async () => {
          await forward(seconds);
          showTime();
          timeChanged();
        },
      },
      t(label),
    ),
  );
  const limits = h(
    "select",
    { id: "upload-limit", onchange: () => settings({ attachment_size_limit: Number(limits.value) }) },
    LIMITS.map(([bytes, label]) => h("option", { value: bytes, selected: bytes === limit }, `${size(bytes)} – ${t(label)}`)),
    LIMITS.every(([bytes]) => bytes !== limit) && h("option", { value: limit, selected: true }, size(limit)),
  );
  const themes = h(
    "select",
    { id: "theme", onchange: () => setTheme(themes.value) },
    THEMES.map((one) => h("option", { value: one, selected: one === theme() }, t(THEME_NAMES[one]))),
  );
  const cut = async () => toast(t((await dropBot()) ? "dropped" : "notDropped"));
  const content = h(
    "div",
    { class: "controls" },
    h("h2", {}, t("sandbox")),
    h("p", { class: "faint" }, t("sandboxHint")),
    h("h3", {}, t("forward")),
    clock,
    h("div", { class: "steps" }, steps),
    h("label", { for: "upload-limit" }, t("uploadLimit")),
    limits,
    h("label", { for: "theme" }, t("theme")),
    themes,
    h("button", { type: "button", class: "control danger", onclick: cut }, t("dropBot")),
  );
  popup(content, anchor, { label: t("sandbox"), from: anchor });
}

/** Return the upload limit as a sentence. */
export async function limitText() {
  const { attachment_size_limit: limit } = await settings();
  return t("tooLargeText", { limit: size(limit) });
}
