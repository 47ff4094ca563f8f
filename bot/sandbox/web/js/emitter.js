/** Something that tells others of what happens to it. */

/** @template Told  What listeners get, by the name of what happened. */
export class Emitter extends EventTarget {
  /**
   * Have a listener called each time that something happens.
   * @template {keyof Told & string} Name
   * @param {Name} name
   * @param {(detail: Told[Name]) => void} listener
   */
  on(name, listener) {
    this.addEventListener(name, (event) => listener(/** @type {CustomEvent<Told[Name]>} */ (event).detail));
  }

  /**
   * Tell the listeners.
   * @template {keyof Told & string} Name
   * @param {Name} name
   * @param {Told[Name]} detail
   */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
