/** Light or dark: as the system has it, or as the reader chose. */

const KEY = "theme";
export const THEMES = /** @type {const} */ (["system", "light", "dark"]);

/** Return the chosen theme. */
export function theme() {
  return localStorage.getItem(KEY) ?? "system";
}

/**
 * Choose a theme; it stays chosen.
 * @param {string} chosen
 */
export function setTheme(chosen) {
  localStorage.setItem(KEY, chosen);
  applyTheme();
}

/** Show the page in the chosen theme. */
export function applyTheme() {
  document.documentElement.dataset.theme = theme();
}
