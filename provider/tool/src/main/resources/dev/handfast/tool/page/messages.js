// The list of messages, each with its fields and bytes side by side, and the notes between them.
function leaves(fields, found, chain) {
  for (const field of fields) {
    const path = [...chain, field];
    for (let index = field.from; index < field.to; index++) found[index] = path;
    leaves(field.parts, found, path);
  }
  return found;
}

function anatomy(message) {
  const rows = new Map(), bytes = [];
  const paths = leaves(message.fields, [], []);
  const where = make("p", { class: "where", "aria-live": "polite" });
  const grid = make("div", { class: "bytes", tabIndex: 0, role: "group", "aria-label": "Bytes of " + message.name + ", arrow keys go through them" });
  for (let index = 0; index < message.bytes.length / 2; index++) {
    const byte = make("span", { class: "byte" }, message.bytes.substr(2 * index, 2));
    byte.dataset.index = index;
    bytes.push(byte);
    grid.append(byte);
  }
  let cursor = -1;

  function clear() {
    for (const lit of box.querySelectorAll(".lit, .here")) lit.classList.remove("lit", "here");
  }
  function light(field) {
    clear();
    for (let index = field.from; index < field.to; index++) bytes[index]?.classList.add("lit");
    rows.get(field).classList.add("lit");
    const range = field.to - field.from === 1 ? "byte " + field.from : "bytes " + field.from + " to " + (field.to - 1);
    where.textContent = field.name + ", " + range + ": " + field.value;
  }
  /** The innermost field of a byte whose row can be seen. */
  function lightByte(index) {
    const path = paths[index];
    if (!path) return null;
    const seen = path.filter((field, depth) => path.slice(0, depth).every(outer => rows.get(outer).parentElement.open));
    const field = seen[seen.length - 1];
    light(field);
    bytes[index].classList.add("here");
    return field;
  }
  function unfold(index) {
    const path = paths[index];
    if (!path) return;
    for (const outer of path.slice(0, -1)) rows.get(outer).parentElement.open = true;
    cursor = index;
    lightByte(index);
    const row = rows.get(path[path.length - 1]), list = row.closest(".fields");
    list.scrollTop += row.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;
  }
  const indexOf = event => event.target.dataset.index === undefined ? -1 : Number(event.target.dataset.index);
  grid.addEventListener("mouseover", event => indexOf(event) >= 0 && lightByte(indexOf(event)));
  grid.addEventListener("click", event => indexOf(event) >= 0 && unfold(indexOf(event)));
  grid.addEventListener("focus", () => { cursor = Math.max(cursor, 0); lightByte(cursor); });
  grid.addEventListener("keydown", event => {
    const row = Math.max(1, bytes.findIndex(byte => byte.offsetTop > bytes[0].offsetTop));
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: row, ArrowUp: -row }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      cursor = Math.min(bytes.length - 1, Math.max(0, cursor + step));
      lightByte(cursor);
      bytes[cursor].scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      unfold(cursor);
    }
  });

  function tree(fields) {
    return fields.map(field => {
      const label = [make("span", { class: "name" }, field.name), " ", make("span", { class: "value" }, field.value)];
      const folds = field.parts.length > 0;
      const row = make(folds ? "summary" : "div", { class: "field", tabIndex: 0 }, ...label);
      row.addEventListener("mouseenter", () => light(field));
      row.addEventListener("focus", () => { light(field); bytes[field.from]?.scrollIntoView({ block: "nearest" }); });
      rows.set(field, row);
      return make("li", {}, folds ? make("details", {}, row, make("ul", {}, ...tree(field.parts))) : row);
    });
  }
  const list = make("ul", { class: "fields" }, ...tree(message.fields));
  list.addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const seen = [...list.querySelectorAll(".field")].filter(row => row.offsetParent !== null);
    seen[Math.min(seen.length - 1, Math.max(0, seen.indexOf(document.activeElement) + step))]?.focus();
  });
  const box = make("div", { class: "anatomy" },
    make("div", {}, make("h4", {}, "Fields"), list),
    make("div", {}, make("h4", {}, count(message.length, "byte") + ", hexadecimal, before they are protected"), grid, where));
  return box;
}

function messageItem(message) {
  const inside = make("div", { class: "inside" },
    make("blockquote", {}, "“" + message.says + ".”"),
    message.meaning === "" ? null : make("p", {}, message.meaning),
    make("p", { class: "quiet" }, "It went ", underKeys(message.keys), message.sentAt === null ? "" : "; sent at " + ms(message.sentAt),
      message.receivedAt === null ? "" : "; received at " + ms(message.receivedAt), "."));
  const details = make("details", { class: "message of-" + message.sender + " " + epochClass(message.keys.epoch), id: "message-" + message.number },
    make("summary", {}, make("b", {}, message.name), " ",
      make("span", { class: "way" }, nameOf(message.sender) + " → " + nameOf(peerOf(message.sender))), " ",
      make("span", { class: "quiet" }, count(message.length, "byte") + ", " + (message.keys.epoch === "none" ? "plain text" : epochTitle(message.keys.epoch)))),
    inside);
  details.addEventListener("toggle", () => {
    if (details.open && !inside.querySelector(".anatomy")) inside.append(anatomy(message));
  });
  return make("li", { class: "of-" + message.sender }, details);
}

function noteItem(event) {
  const who = make("b", {}, nameOf(event.side)), peer = nameOf(peerOf(event.side));
  const text = {
    decided: () => [who, " settles the " + event.subject + ": ", make("b", {}, event.value), ", because " + event.reason + "."],
    verified: () => [who, " believes that " + peer + " is ", make("b", {}, event.subject), ": " + event.reason + "."],
    writeKeys: () => [who, " writes under other keys from here on: " + epochTitle(event.subject) + "."],
    completed: () => [who, " is done: application data may flow."],
    failed: () => [who, "’s handshake has failed, ", make("b", { class: "bad" }, event.subject), ": " + event.reason + "." + (event.reason.includes(event.remedy) ? "" : " What to do: " + event.remedy + ".")],
    alertSent: () => [who, " ends the connection with the alert ", make("b", { class: "bad" }, event.subject), ": " + event.reason + "."],
    alertReceived: () => [who, " receives the alert ", make("b", {}, event.subject), "."]
  }[event.kind];
  return text === undefined ? null : make("li", { class: "note of-" + event.side }, ...text());
}

/** Secrets that one side makes one after the other. */
function secretsItem(events) {
  const names = events.map(event => event.subject).join(", ");
  return make("li", { class: "note of-" + events[0].side }, make("details", {},
    make("summary", {}, make("b", {}, nameOf(events[0].side)), " derives " + (events.length === 1 ? "a secret: " : count(events.length, "secret") + ": "), make("b", {}, names)),
    make("ul", {}, ...events.map(event => make("li", {}, make("code", {}, event.subject), " is made of " + event.reason + ".")))));
}

function messages() {
  const items = [];
  let secrets = [];
  for (const event of [...trace.events, { kind: "end" }]) {
    if (secrets.length > 0 && (event.kind !== "derived" || event.side !== secrets[0].side)) {
      items.push(secretsItem(secrets));
      secrets = [];
    }
    if (event.kind === "derived") secrets.push(event);
    else items.push(event.kind === "message" ? messageItem(trace.messages[event.message - 1]) : event.kind === "end" ? null : noteItem(event));
  }
  at("messages").append(...items.filter(item => item !== null));
  at("open-all").addEventListener("click", () => document.querySelectorAll(".message").forEach(details => { details.open = true; }));
}

function reveal(number) {
  const details = at("message-" + number);
  details.open = true;
  details.querySelector("summary").focus();
  details.scrollIntoView({ block: "start" });
}
