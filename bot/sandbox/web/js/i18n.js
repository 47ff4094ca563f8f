/** What the page itself says, in the member's language; what others say comes from the server. */

import { english } from "./texts/en.js";
import { korean } from "./texts/ko.js";

const TEXTS = { en: english, ko: korean };
let locale = "en-US";

/** Speak the language of a locale; locales without texts of their own read English. */
export function speak(wanted) {
  locale = wanted;
  document.documentElement.lang = language();
}

/** Return the locale of the reader, for dates and numbers. */
export function readerLocale() {
  return locale;
}

/** Return a text with its `{names}` filled in. */
export function t(key, values = {}) {
  const text = TEXTS[language()][key] ?? english[key];
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

function language() {
  const short = locale.split("-")[0];
  return short in TEXTS ? short : "en";
}
