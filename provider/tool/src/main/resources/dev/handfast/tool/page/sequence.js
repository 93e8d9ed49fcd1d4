// The sequence diagram. Its scale is that of time, but two ends of arrows are never closer than a line of text.
const FLOOR = 19, LONGEST = 150, TOP = 52;

function scale(times) {
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  const span = Math.max(sorted[sorted.length - 1] - sorted[0], 0.001);
  const height = Math.min(420, 60 * sorted.length);
  const places = new Map();
  let y = TOP;
  sorted.forEach((time, index) => {
    const gap = index === 0 ? 0 : (time - sorted[index - 1]) / span * height;
    y += index === 0 ? 0 : Math.min(LONGEST, Math.max(FLOOR, gap));
    places.set(time, y);
  });
  return places;
}

function writeEpochs(side) {
  const heard = trace[side].heard;
  return trace.events
    .filter(event => heard ? event.side === side && event.kind === "writeKeys" : event.side !== side && event.kind === "readKeys")
    .map(event => ({ at: event.at, epoch: event.subject === "key update" ? "application data" : event.subject }));
}

function placeOf(time, places) {
  let best = TOP;
  for (const [known, y] of places) if (known <= time) best = Math.max(best, y);
  return best;
}

function lane(svg, side, x, places, bottom) {
  const changes = [{ at: -1, epoch: "none" }, ...writeEpochs(side)];
  changes.forEach((change, index) => {
    const from = change.at < 0 ? TOP - 14 : placeOf(change.at, places) + 5;
    const to = index + 1 < changes.length ? placeOf(changes[index + 1].at, places) + 5 : bottom - 8;
    if (to > from) {
      svg.append(draw("rect", { x: x - 5, y: from, width: 10, height: to - from, rx: 3, class: "wash " + epochClass(change.epoch) },
        draw("title", {}, nameOf(side) + " writes under: " + epochTitle(change.epoch))));
    }
  });
  const text = draw("text", { x, y: 24, "text-anchor": side === "client" ? "start" : "end", class: "side" }, nameOf(side));
  text.setAttribute("x", side === "client" ? 8 : Number(svg.getAttribute("data-width")) - 8);
  svg.append(text);
}

/** What is no handshake message, and ends the connection all the same. */
function alerts() {
  return trace.events
    .filter(event => event.subject !== "close_notify" && (event.kind === "alertSent" || event.kind === "alertReceived" && !trace[peerOf(event.side)].heard))
    .map(event => {
      const sender = event.kind === "alertSent" ? event.side : peerOf(event.side);
      const arrival = trace.events.find(other => other.kind === "alertReceived" && other.side !== sender && other.subject === event.subject);
      return { name: "alert " + event.subject, sender, sentAt: event.kind === "alertSent" ? event.at : null, receivedAt: arrival ? arrival.at : null, number: 0 };
    });
}

function arrow(message, left, right, places) {
  const fromX = message.sender === "client" ? left + 7 : right - 7;
  const toX = message.sender === "client" ? right - 7 : left + 7;
  const known = message.sentAt !== null && message.receivedAt !== null;
  const y1 = places.get(message.sentAt ?? message.receivedAt), y2 = places.get(message.receivedAt ?? message.sentAt);
  const start = message.sentAt === null ? y1 - 8 : y1, end = message.receivedAt === null ? y2 + 8 : y2;
  const isAlert = message.number === 0;
  const group = draw("a", isAlert ? { href: "#verdict", class: "is-alert", "aria-label": message.name + " from " + nameOf(message.sender) }
    : { href: "#message-" + message.number, class: epochClass(message.keys.epoch),
      "aria-label": message.name + " from " + nameOf(message.sender) + ", " + message.length + " bytes, " + underKeys(message.keys) });
  const turn = Math.atan2(end - start, toX - fromX), head = 9;
  const corner = spread => (toX - head * Math.cos(turn + spread)) + "," + (end - head * Math.sin(turn + spread));
  group.append(
    draw("line", { x1: fromX, y1: start, x2: toX, y2: end, class: "ink" + (known ? "" : " unknown") }),
    draw("polygon", { points: toX + "," + end + " " + corner(0.4) + " " + corner(-0.4), class: "wash" }),
    draw("text", { x: (left + right) / 2, y: (start + end) / 2 + 4, "text-anchor": "middle", class: "plate" },
      message.name + (right - left > 330 && !isAlert ? " · " + message.length + " bytes" : "")));
  if (!isAlert) group.addEventListener("click", event => { event.preventDefault(); reveal(message.number); });
  return group;
}

function sequence() {
  const messages = [...trace.messages, ...alerts()];
  const width = Math.max(240, Math.floor(at("sequence").clientWidth) - 2);
  const left = 66, right = width - 66;
  const times = messages.flatMap(message => [message.sentAt, message.receivedAt]).filter(time => time !== null);
  if (times.length === 0) return at("sequence").replaceChildren(make("p", {}, "No message was recorded."));
  const places = scale(times);
  const bottom = Math.max(...places.values()) + 34;
  const svg = draw("svg", { viewBox: "0 0 " + width + " " + bottom, "data-width": width, role: "group", "aria-label": "Sequence of the messages" });
  lane(svg, "client", left, places, bottom);
  lane(svg, "server", right, places, bottom);
  for (const message of messages) svg.append(arrow(message, left, right, places));
  for (const message of messages) {
    for (const [time, side] of [[message.sentAt, message.sender], [message.receivedAt, peerOf(message.sender)]]) {
      if (time === null) continue;
      svg.append(draw("text", { x: side === "client" ? left - 10 : right + 10, y: places.get(time) + 4,
        "text-anchor": side === "client" ? "end" : "start", class: "time" }, ms(time)));
    }
  }
  at("sequence").replaceChildren(svg);
  for (const text of svg.querySelectorAll("text.plate")) { // only what is in the page has a size
    const box = text.getBBox();
    text.before(draw("rect", { x: box.x - 5, y: box.y, width: box.width + 10, height: box.height, rx: 4, class: "behind" }));
  }
}

function legend() {
  const used = new Map(trace.messages.map(message => [message.keys.epoch, message.keys]));
  for (const change of ["client", "server"].flatMap(writeEpochs)) used.set(change.epoch, null);
  for (const epoch of used.keys()) {
    at("legend").append(make("li", { class: epochClass(epoch) }, make("i", { class: "wash" }), epochTitle(epoch)));
  }
}
