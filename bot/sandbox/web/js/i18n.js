/** What the page itself says, in the member's language; what others say comes from the server. */

import { english } from "./texts/en.js";
import { korean } from "./texts/ko.js";

/** @typedef {keyof typeof english} TextKey */

const TEXTS = { en: english, ko: korean };
let locale = "en-US";

/**
 * Speak the language of a locale; locales without texts of their own read English.
 * @param {string} wanted
 */
export function speak(wanted) {
  locale = wanted;
  document.documentElement.lang = language();
}

/** Return the locale of the reader, for dates and numbers. */
export function readerLocale() {
  return locale;
}

/**
 * Return a text with its `{names}` filled in.
 * @param {TextKey} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  const text = TEXTS[language()][key] ?? english[key];
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** @returns {keyof typeof TEXTS} */
function language() {
  const short = locale.split("-")[0];
  return short in TEXTS ? /** @type {keyof typeof TEXTS} */ (short) : "en";
}
