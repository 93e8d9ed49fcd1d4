"use strict";
// Everything that comes from the trace goes into the page as text, never as markup: peers choose much of it.
const trace = JSON.parse(document.getElementById("trace").textContent);
const at = id => document.getElementById(id);

/** Whatever would not be seen, or turn the direction of writing, is told by its number, as the text teller does it. */
function plain(part) {
  return typeof part !== "string" ? part
    : part.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Mn}\p{Me}]/gu, mark => "\\u" + mark.codePointAt(0).toString(16).toUpperCase().padStart(4, "0"));
}

function make(tag, properties, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (name === "class") element.className = value;
    else if (name.includes("-") || name === "role" || name === "for") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...inside.filter(part => part !== null && part !== undefined && part !== "").map(plain));
  return element;
}

function draw(tag, attributes, ...inside) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
  element.append(...inside.map(plain));
  return element;
}

const nameOf = side => trace[side].name;
const peerOf = side => side === "client" ? "server" : "client";
const ms = value => value >= 100 ? value.toFixed(0) + " ms" : value >= 10 ? value.toFixed(1) + " ms" : value.toFixed(2) + " ms";
const count = (number, word) => number.toLocaleString("en") + " " + word + (number === 1 ? "" : "s");
const epochClass = epoch => "is-" + (epoch.startsWith("early") ? "early" : epoch.startsWith("app") ? "application" : epoch === "handshake" ? "handshake" : "none");
const underKeys = keys => keys.epoch === "none" ? "in plain text" : "encrypted under " + keys.secret;
const isTls12 = trace.outcome.protocol === "TLSv1.2";
const epochTitle = epoch => ({
  "none": "plain text: anybody on the way can read it",
  "early data": "early data keys, from an earlier connection",
  "handshake": "handshake keys",
  "application data": isTls12 ? "the negotiated keys" : "application data keys"
})[epoch] || epoch;
