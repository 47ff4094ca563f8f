/** Discord's gateway: identify, heartbeat, resume. */

const OP = { DISPATCH: 0, HEARTBEAT: 1, IDENTIFY: 2, RESUME: 6, RECONNECT: 7, INVALID_SESSION: 9, HELLO: 10 };
const RETRY_MS = 1500;
const AUTHENTICATION_FAILED = 4004;

export class Gateway {
  #socket;
  #beat;
  #session = null;
  #sequence = 0;

  /** `onEvent(name, data)` gets the events, `onConnected(bool)` whether they are coming. */
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

  #receive({ op, t, s, d }) {
    if (op === OP.HELLO) this.#hello(d.heartbeat_interval);
    else if (op === OP.DISPATCH) this.#dispatch(t, s, d);
    else if (op === OP.RECONNECT) this.#socket.close(4000);
    else if (op === OP.INVALID_SESSION) {
      this.#session = null;
      this.#socket.close(4000);
    }
  }

  #hello(interval) {
    this.#beat = setInterval(() => this.#send(OP.HEARTBEAT, this.#sequence), interval);
    if (this.#session) {
      this.#send(OP.RESUME, { token: this.token, session_id: this.#session, seq: this.#sequence });
    } else {
      const properties = { os: navigator.platform, browser: "sandbox page", device: "" };
      this.#send(OP.IDENTIFY, { token: this.token, properties });
    }
  }

  #dispatch(name, sequence, data) {
    this.#sequence = sequence;
    if (name === "READY") this.#session = data.session_id;
    if (name === "READY" || name === "RESUMED") this.onConnected(true);
    this.onEvent(name, data);
  }

  #send(op, d) {
    this.#socket.send(JSON.stringify({ op, d }));
  }

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
