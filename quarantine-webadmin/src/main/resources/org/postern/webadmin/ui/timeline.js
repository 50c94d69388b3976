// SPDX-License-Identifier: Apache-2.0
import { get } from "./api.js";
import { el, fact, points, show, size, time } from "./dom.js";

const STATUS = ["refused", "greylisted", "received", "waiting", "accepted", "blocked", "quarantined", "released", "deleted", "queued",
  "delivered", "deferred", "bounced"];
const DAYS = [["1", "last 24 hours"], ["7", "last 7 days"], ["31", "last 31 days"], ["366", "last 366 days"]];
const DAY = 24 * 60 * 60 * 1000;

// The question stays as it is while one looks at a message and comes back.
const question = {
  text: "", recipient: "", sender: "", client: "", "message-id": "", subject: "", status: "", greylisted: "show", days: "1"
};

function entry(event) {
  const details = Object.entries(event.details);
  return el("li", { class: "event event-" + event.type.toLowerCase() },
    el("div", { class: "event-head" },
      el("strong", {}, event.type.toLowerCase().replaceAll("_", " ")),
      event.recipient ? el("span", {}, event.recipient) : null,
      el("span", { class: "event-time" }, time(event.time), " on " + event.node)),
    details.length ? el("dl", { class: "header" }, details.map(([name, value]) => fact(name, value))) : null);
}

export async function timelinePage(id, failed) {
  const field = el("input", {
    id: "message-id", value: id || "", spellcheck: "false", autocapitalize: "characters", placeholder: "26 characters, as in the 250 answer"
  });
  const result = el("div", {});
  show(
    el("div", { class: "title" }, el("h1", {}, "What became of a message")),
    el("form", {
      class: "filter",
      onsubmit: (event) => {
        event.preventDefault();
        location.hash = "#/message/" + encodeURIComponent(field.value.trim().toUpperCase());
      }
    },
      el("div", { class: "grow" }, el("label", { for: "message-id" }, "Message id"), field),
      el("button", { type: "submit" }, "Show")),
    result);
  if (!id) {
    result.append(el("p", { class: "empty" }, "Postern gives each message an id. The sender gets it in the answer to DATA, and the log and the quarantine show it."));
    result.append(searchPanel(failed));
    field.focus();
    return;
  }
  try {
    const timeline = await get("/postern/tracking/" + encodeURIComponent(id));
    result.append(el("ol", { class: "timeline" }, timeline.events.map(entry)));
  } catch (e) {
    if (e.status === 404) {
      result.append(el("p", { class: "empty" }, e.message + "."));
    } else {
      failed(e);
    }
  }
}

function row({ id, time: received, sender, recipient, status, subject, reply, score, size: bytes }) {
  return el("tr", {},
    el("td", { "data-label": "When" }, time(received)),
    el("td", { "data-label": "Status" }, status.toLowerCase(), el("span", { class: "reason" }, reply || "")),
    el("td", { "data-label": "Subject", class: "subject" }, el("a", { href: "#/message/" + id }, subject || id)),
    el("td", { "data-label": "From" }, sender === null ? "" : sender || "<>"),
    el("td", { "data-label": "To" }, recipient || ""),
    el("td", { "data-label": "Score", class: "number" }, score === null ? "" : points(score)),
    el("td", { "data-label": "Size", class: "number" }, bytes === null ? "" : size(bytes)));
}

function path(until, cursor) {
  const parameters = new URLSearchParams({ to: until.toISOString(), from: new Date(until - question.days * DAY).toISOString() });
  for (const [name, value] of Object.entries(question)) {
    if (value && name !== "days") {
      parameters.set(name, value);
    }
  }
  if (cursor) {
    parameters.set("cursor", cursor);
  }
  return "/postern/tracking?" + parameters;
}

function choice(name, options) {
  const element = el("select", { id: "search-" + name }, options.map(([key, label]) => el("option", { value: key }, label)));
  element.value = question[name];
  return element;
}

// Messages by what is known of them; a page may be short although there is more, so the button stays as long as there is a cursor.
function searchPanel(failed) {
  const texts = [["text", "Words"], ["recipient", "Recipient"], ["sender", "Sender"], ["client", "Client"], ["message-id", "Message-ID"],
    ["subject", "Subject"]];
  const fields = texts.map(([name, label]) => [name, label, el("input", {
    id: "search-" + name, type: "search", value: question[name], spellcheck: "false", autocapitalize: "none"
  })]);
  fields.push(["status", "Status", choice("status", [["", "any"], ...STATUS.map((name) => [name, name])])]);
  fields.push(["greylisted", "Greylisted", choice("greylisted", [["show", "shown"], ["hide", "hidden"]])]);
  fields.push(["days", "Time", choice("days", DAYS)]);
  const rows = el("tbody", {});
  const count = el("p", { class: "count", "aria-live": "polite" });
  const more = el("button", { type: "button", class: "more", hidden: true }, "Show more");
  let until = new Date();
  let cursor = null;

  async function load() {
    try {
      const page = await get(path(until, cursor));
      rows.append(...page.rows.map(row));
      cursor = page.cursor;
      more.hidden = !cursor;
      count.textContent = rows.children.length + " found" + (cursor ? " so far" : "");
    } catch (e) {
      failed(e);
    }
  }

  more.addEventListener("click", load);
  return el("section", { "aria-label": "Search" },
    el("form", {
      class: "filter",
      onsubmit: (event) => {
        event.preventDefault();
        fields.forEach(([name, , field]) => {
          question[name] = field.value.trim();
        });
        until = new Date();
        cursor = null;
        rows.replaceChildren();
        load();
      }
    },
      fields.map(([name, label, field]) => el("div", {}, el("label", { for: "search-" + name }, label), field)),
      el("button", { type: "submit" }, "Search")),
    count,
    el("table", { class: "list" },
      el("thead", {}, el("tr", {}, ["When", "Status", "Subject", "From", "To"].map((title) => el("th", { scope: "col" }, title)),
        ["Score", "Size"].map((title) => el("th", { scope: "col", class: "number" }, title)))),
      rows),
    more);
}
