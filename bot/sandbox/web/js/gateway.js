/** Discord's gateway: identify, heartbeat, resume. */

/** @import { Dispatch, Payload } from "./types/gateway.d.ts" */

const OP = /** @type {const} */ ({ DISPATCH: 0, HEARTBEAT: 1, IDENTIFY: 2, RESUME: 6, RECONNECT: 7, INVALID_SESSION: 9, HELLO: 10 });
const RETRY_MS = 1500;
const AUTHENTICATION_FAILED = 4004;

export class Gateway {
  /** @type {WebSocket} */
  #socket;
  #beat = 0;
  /** @type {string | null} */
  #session = null;
  #sequence = 0;

  /**
   * `onEvent` gets the events, `onConnected(bool)` whether they are coming.
   * @param {string} token
   * @param {(event: Dispatch) => void} onEvent
   * @param {(connected: boolean) => void} onConnected
   */
  constructor(token, onEvent, onConnected) {
    this.token = token;
    this.onEvent = onEvent;
    this.onConnected = onConnected;
  }

  get sessionId() {
    return this.#session;
  }

  connect() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.#socket = new WebSocket(`${scheme}://${location.host}/gateway?v=10&encoding=json`);
    this.#socket.onmessage = ({ data }) => this.#receive(JSON.parse(data));
    this.#socket.onclose = ({ code }) => this.#lost(code);
  }

  /** @param {Payload} payload */
  #receive(payload) {
    if (payload.op === OP.HELLO) this.#hello(payload.d.heartbeat_interval);
    else if (payload.op === OP.DISPATCH) this.#dispatch(payload);
    else if (payload.op === OP.RECONNECT) this.#socket.close(4000);
    else if (payload.op === OP.INVALID_SESSION) {
      this.#session = null;
      this.#socket.close(4000);
    }
  }

  /** @param {number} interval */
  #hello(interval) {
    this.#beat = setInterval(() => this.#send(OP.HEARTBEAT, this.#sequence), interval);
    if (this.#session) {
      this.#send(OP.RESUME, { token: this.token, session_id: this.#session, seq: this.#sequence });
    } else {
      const properties = { os: navigator.platform, browser: "sandbox page", device: "" };
      this.#send(OP.IDENTIFY, { token: this.token, properties });
    }
  }

  /** @param {Dispatch} event */
  #dispatch(event) {
    this.#sequence = event.s;
    if (event.t === "READY") this.#session = event.d.session_id;
    if (event.t === "READY" || event.t === "RESUMED") this.onConnected(true);
    this.onEvent(event);
  }

  /**
   * @param {number} op
   * @param {unknown} d
   */
  #send(op, d) {
    this.#socket.send(JSON.stringify({ op, d }));
  }

  /** @param {number} code */
  #lost(code) {
    clearInterval(this.#beat);
    if (code === AUTHENTICATION_FAILED) {
      // The sandbox was started anew and has other members.
      location.reload();
      return;
    }
    this.onConnected(false);
    setTimeout(() => this.connect(), RETRY_MS);
  }
}
