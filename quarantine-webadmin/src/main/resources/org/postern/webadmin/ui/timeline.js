// SPDX-License-Identifier: Apache-2.0
import { get } from "./api.js";
import { el, fact, show, time } from "./dom.js";

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
