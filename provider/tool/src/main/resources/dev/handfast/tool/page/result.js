// The verdict, what each side offered, the certificates, and the sizes.
function card(title, value) {
  return value === "" || value === null ? null : make("div", {}, make("dt", {}, title), make("dd", {}, ...value.split(/(?<=_)/).flatMap(part => [part, make("wbr")])));
}

function resumption() {
  const shown = trace.messages.some(message => message.name === "Certificate");
  return trace.outcome.resumed ? "yes" : shown ? "no, a full handshake" : "no, but a pre-shared key stood for certificates";
}

function result() {
  const outcome = trace.outcome, alert = outcome.alert;
  const title = (outcome.protocol === "" ? "A TLS" : "A " + outcome.protocol.replace("TLSv", "TLS ")) + " handshake of " + trace.client.name + " and " + trace.server.name;
  at("title").textContent = document.title = plain(title);
  at("verdict").append(...(outcome.completed
    ? [make("b", { class: "good" }, "Completed"), " after " + ms(outcome.milliseconds) + (outcome.resumed ? ": a session of an earlier connection was resumed, so no certificate was needed." : ".")]
    : [make("b", { class: "bad" }, "Not completed"), alert === null ? "." : ":"]));
  if (alert !== null) {
    at("verdict").append(plain(" " + nameOf(alert.sender)) + " sent the alert ", make("b", { class: "bad" }, alert.name), alert.sentence === "" ? "." : ": " + alert.sentence + ".");
  }
  for (const failure of outcome.failures) {
    const known = alert !== null && alert.sentence === failure.sentence;
    at("failures").append(make("li", {}, make("b", {}, nameOf(failure.side)), " calls it ", make("b", { class: "bad" }, failure.kind), known ? "." : ": " + failure.sentence + ".",
      failure.remedy === "" ? "" : " What to do: " + failure.remedy + "."));
  }
  const bytes = sender => trace.messages.filter(message => message.sender === sender).reduce((sum, message) => sum + message.length, 0);
  at("result").append(...[
    card("Protocol", outcome.protocol), card("Cipher suite", outcome.cipherSuite), card("Key exchange", outcome.group === "none" ? "RSA key transport" : outcome.group),
    card("Resumed", outcome.completed ? resumption() : ""), card("Early data", outcome.earlyData ? "accepted" : ""),
    card("Application protocol", outcome.applicationProtocol), card("Server name", outcome.serverName), card("Time", ms(outcome.milliseconds)),
    card("Handshake messages", count(bytes("client"), "byte") + " out, " + bytes("server").toLocaleString("en") + " back")
  ].filter(part => part !== null));
}

function chips(names, chosen) {
  return make("ul", { class: "chips" }, ...names.map(name => make("li", { class: name === chosen ? "chosen" : "" }, name)));
}

function offer(each) {
  const common = each.client.filter(name => each.server.includes(name));
  const lists = each.server.length === 0
    ? [["The client offered, best first", each.client]]
    : [["In common", common], ["Only " + trace.client.name, each.client.filter(name => !common.includes(name))], ["Only " + trace.server.name, each.server.filter(name => !common.includes(name))]];
  const decider = trace.events.find(event => event.kind === "decided" && event.subject === each.question && event.reason === each.reason);
  return make("div", { class: "offer" }, make("h3", {}, each.question),
    make("p", {}, ...(each.chosen === "" ? [make("b", { class: trace.outcome.completed ? "" : "bad" }, "Nothing was settled.")] : [make("b", { class: "good" }, each.chosen), decider === undefined ? "" : ", as " + nameOf(decider.side) + " says: “" + decider.reason + ".”"])),
    make("div", { class: "columns" }, ...lists.filter(([, names]) => names.length > 0).map(([title, names]) => make("div", {}, make("h4", {}, title), chips(names, each.chosen)))),
    each.server.length === 0 ? make("p", { class: "quiet" }, "What else the server would have taken is not known: it says its choice only.") : null);
}

/** The validity as a line, with the time of the handshake on it. */
function validity(certificate) {
  const from = Date.parse(certificate.notBefore), to = Date.parse(certificate.notAfter), now = Date.parse(trace.began);
  const start = Math.min(from, now), span = Math.max(to, now) - start || 1;
  const x = time => 2 + 96 * (time - start) / span;
  const good = from <= now && now <= to, day = text => text.slice(0, 10);
  const svg = draw("svg", { role: "img", "aria-label": "Valid from " + day(certificate.notBefore) + " to " + day(certificate.notAfter) + (good ? "" : ", and not at the time of the handshake") });
  svg.append(
    draw("rect", { x: x(from) + "%", y: 14, width: Math.max(0.5, x(to) - x(from)) + "%", height: 8, rx: 3, class: "wash " + (good ? "is-application" : "is-none") }),
    draw("rect", { x: x(now) + "%", y: 8, width: 3, height: 20, class: "wash " + (good ? "is-handshake" : "is-early") }),
    draw("text", { x: x(from) + "%", y: 40 }, day(certificate.notBefore)),
    draw("text", { x: x(to) + "%", y: 40, "text-anchor": "end" }, day(certificate.notAfter)));
  return [svg, make("p", { class: good ? "quiet" : "bad" }, good ? "Good at the time of the handshake, for another " + (to - now < 2 * 864e5 ? count(Math.floor((to - now) / 36e5), "hour") : count(Math.floor((to - now) / 864e5), "day")) + "." : now > to ? "It had expired at the time of the handshake." : "It was not valid yet at the time of the handshake.")];
}

function certificate(each) {
  return make("div", { class: "certificate" + (each.authority ? " authority" : "") }, make("h4", {}, each.subject),
    each.names.length === 0 ? null : make("p", {}, "Good for the names", chips(each.names, "")),
    make("p", { class: "quiet" }, "Key: " + each.key + ". Signed with " + each.signature + (each.selfIssued ? " by itself" : " by " + each.issuer) + ". Serial number ", make("code", {}, each.serial), each.authority ? ". May issue certificates." : "."),
    ...validity(each));
}

function certificates() {
  if (trace.certificates.length === 0) at("certificates").append(make("p", {}, "None were shown" + (trace.outcome.resumed ? ": who the server is was proved in the connection that this one resumes." : ".")));
  for (const shown of trace.certificates) {
    const links = shown.chain.flatMap((each, index) => [index === 0 ? null : make("li", { class: "signs" }, "↑ issued the one above it"), make("li", {}, certificate(each))]).filter(part => part !== null);
    at("certificates").append(make("h3", {}, "Shown by " + nameOf(shown.owner)),
      shown.chain.length === 0 ? make("p", {}, "An empty list: it has none to show.") : make("ul", { class: "chain" }, ...links),
      make("ul", { class: "checks" }, ...shown.checks.map(check => make("li", {}, make("b", { class: check.passed ? "good" : "bad" }, check.passed ? "✓ " : "✗ "), make("b", {}, check.question), ": " + check.finding))),
      shown.proof === "" ? "" : make("p", {}, make("b", { class: "good" }, nameOf(peerOf(shown.owner)) + " is satisfied: "), shown.proof + "."));
  }
}

function sizes() {
  const longest = Math.max(1, ...trace.messages.map(message => message.length));
  const rows = trace.messages.map(message => {
    const bar = make("span", { class: "bar wash " + epochClass(message.keys.epoch) });
    bar.style.width = 100 * message.length / longest + "%";
    return make("tr", {}, make("td", {}, message.name, make("br"), make("span", { class: "quiet" }, nameOf(message.sender))), make("td", { class: "number" }, message.length.toLocaleString("en")), make("td", { class: "wide" }, bar));
  });
  at("sizes").append(make("table", {}, make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Message"), make("th", { scope: "col", class: "number" }, "Bytes"), make("th", { scope: "col" }, ""))), make("tbody", {}, ...rows)));
  for (const side of ["client", "server"]) {
    const traffic = trace.outcome[side + "Traffic"];
    if (traffic !== null) {
      at("sizes").append(make("p", { class: "quiet" }, "On the wire, records included, as " + nameOf(side) + " counted them: " + count(traffic.recordsSent, "record") + " (" + count(traffic.bytesSent, "byte") + ") sent, "
        + count(traffic.recordsReceived, "record") + " (" + count(traffic.bytesReceived, "byte") + ") received."));
    }
  }
}

result();
legend();
messages();
for (const each of trace.offers) at("offers").append(offer(each));
if (trace.offers.length === 0) at("offers").append(make("p", {}, "No ClientHello was recorded."));
certificates();
sizes();
sequence();
addEventListener("resize", sequence);
