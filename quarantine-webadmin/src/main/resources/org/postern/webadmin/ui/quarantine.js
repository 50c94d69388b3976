// SPDX-License-Identifier: Apache-2.0
import { get, isUser, post, quarantinePath } from "./api.js";
import { confirm, el, kind, kinds, notify, points, show, size, time } from "./dom.js";
import { locale, t } from "./texts.js";

const DAYS = [["1", "last 24 hours"], ["7", "last 7 days"], ["30", "last 30 days"], ["366", "last 366 days"]];
const DAY = 24 * 60 * 60 * 1000;

// The filter stays as it is while one looks at an item and comes back.
const filter = { kind: "", recipient: "", text: "", days: "7" };

function select(id, options, value) {
  const element = el("select", { id }, options.map(([key, label]) => el("option", { value: key }, t(label))));
  element.value = value;
  return element;
}

function query(cursor, until) {
  const parameters = new URLSearchParams({ limit: "50", to: until.toISOString(), from: new Date(until - filter.days * DAY).toISOString() });
  if (filter.kind) {
    parameters.set("kind", filter.kind);
  }
  if (filter.recipient) {
    parameters.set("recipient", filter.recipient);
  }
  if (filter.text) {
    parameters.set("text", filter.text);
  }
  if (cursor) {
    parameters.set("cursor", cursor);
  }
  return quarantinePath() + "?" + parameters;
}

function row(item) {
  const link = el("a", { href: "#/item/" + item.id }, item.subject || t("(no subject)"));
  return el("tr", { class: item.seen ? "seen" : "unseen" },
    el("td", { class: "pick" }, el("input", { type: "checkbox", value: item.id, "aria-label": t("Choose {subject}", { subject: item.subject || t("this message") }) })),
    el("td", { "data-label": t("When") }, time(item.quarantinedAt)),
    el("td", { "data-label": t("Why") }, kind(item.kind), el("span", { class: "reason" }, item.why)),
    el("td", { "data-label": t("Subject"), class: "subject" }, link),
    el("td", { "data-label": t("From") }, item.from || item.envelopeSender || "<>"),
    el("td", { "data-label": t("To") }, item.recipient),
    el("td", { "data-label": t("Score"), class: "number" }, points(item.score)),
    el("td", { "data-label": t("Size"), class: "number" }, size(item.size)));
}

export async function quarantinePage(failed) {
  const kindField = select("filter-kind", [["", "every kind"], ...kinds()], filter.kind);
  const recipientField = el("input", {
    id: "filter-recipient", type: "search", value: filter.recipient, placeholder: "user@example.org", spellcheck: "false", autocapitalize: "none"
  });
  const daysField = select("filter-days", DAYS, filter.days);
  const textField = el("input", { id: "filter-text", type: "search", value: filter.text, placeholder: t("sender, subject, reason"), spellcheck: "false" });
  const rows = el("tbody", {});
  const table = el("table", { class: "list" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col", class: "pick" }), ["When", "Why", "Subject", "From", "To"].map((title) => el("th", { scope: "col" }, t(title))),
      ["Score", "Size"].map((title) => el("th", { scope: "col", class: "number" }, t(title))))),
    rows);
  const empty = el("p", { class: "empty", hidden: true });
  const more = el("button", { type: "button", class: "more", hidden: true }, t("Show more"));
  const count = el("p", { class: "count", "aria-live": "polite" });
  let cursor = null;
  let until = new Date();
  let generation = 0;

  async function load(fresh) {
    if (fresh) {
      cursor = null;
      until = new Date(Date.now() + 1000);
      generation += 1;
    }
    const mine = generation;
    more.disabled = true;
    table.setAttribute("aria-busy", "true");
    try {
      const page = await get(query(cursor, until));
      if (mine !== generation) {
        return;
      }
      if (fresh) {
        rows.replaceChildren();
      }
      rows.append(...page.items.map(row));
      cursor = page.next;
      more.hidden = !cursor;
      table.hidden = rows.children.length === 0;
      empty.hidden = rows.children.length > 0;
      empty.textContent = filter.kind || filter.recipient || filter.text
        ? t(cursor ? "Nothing found so far. “Show more” looks further back." : "Nothing in quarantine matches this filter.")
        : t("Nothing is in quarantine. Mail that is held back will appear here.");
      const number = rows.children.length;
      count.textContent = [
        number === 0 ? "" : t(cursor ? "{number} shown, there are more" : "{number} in quarantine", { number }),
        page.lookedTo ? t("looked back to {time} so far", { time: new Date(page.lookedTo).toLocaleString(locale()) }) : ""
      ].filter((text) => text).join("; ");
    } catch (e) {
      failed(e);
    } finally {
      more.disabled = false;
      table.removeAttribute("aria-busy");
    }
  }

  function apply(event) {
    event.preventDefault();
    filter.kind = kindField.value;
    filter.recipient = recipientField.value.trim();
    filter.text = textField.value.trim();
    filter.days = daysField.value;
    load(true);
  }

  const several = el("div", { class: "buttons several", hidden: true },
    el("button", { type: "button", id: "release-several" }, t("Release")),
    el("button", { type: "button", class: "danger", id: "delete-several" }, t("Delete")));
  const chosen = () => [...rows.querySelectorAll(".pick input:checked")].map((box) => box.value);
  rows.addEventListener("change", () => {
    several.hidden = chosen().length === 0;
  });

  async function decide(action, label) {
    const ids = chosen();
    if (!await confirm(label + ": " + t(ids.length === 1 ? "{number} message" : "{number} messages", { number: ids.length }),
      t(action === "delete" ? "They are deleted for good." : "They are sent to their recipients, after another look for viruses."), label)) {
      return;
    }
    try {
      let results = {};
      if (isUser()) {
        for (let i = 0; i < ids.length; i += 100) {
          const part = await post(quarantinePath() + "/actions", { action, ids: ids.slice(i, i + 100) });
          Object.values(part.results).forEach((result) => {
            results[result] = (results[result] || 0) + 1;
          });
        }
      } else {
        let task = await post(quarantinePath() + "/actions", { action, ids });
        while (task.state === "waiting" || task.state === "inProgress") {
          await new Promise((resolve) => setTimeout(resolve, 300));
          task = await get(quarantinePath() + "/actions/" + task.id);
        }
        results = task.results || {};
      }
      several.hidden = true;
      await load(true);
      notify(Object.entries(results).map(([result, number]) => number + " " + t(result)).join(", ") + ".");
    } catch (e) {
      failed(e);
    }
  }

  several.firstChild.addEventListener("click", () => decide("release", t("Release")));
  several.lastChild.addEventListener("click", () => decide("delete", t("Delete")));
  more.addEventListener("click", () => load(false));
  [kindField, daysField].forEach((field) => field.addEventListener("change", apply));
  show(
    el("div", { class: "title" }, el("h1", {}, t("Quarantine")), count),
    el("form", { class: "filter", onsubmit: apply },
      el("div", {}, el("label", { for: "filter-kind" }, t("Kind")), kindField),
      el("div", {}, el("label", { for: "filter-days" }, t("Time")), daysField),
      isUser() ? null : el("div", { class: "grow" }, el("label", { for: "filter-recipient" }, t("Recipient")), recipientField),
      el("div", { class: "grow" }, el("label", { for: "filter-text" }, t("Search")), textField),
      el("button", { type: "submit" }, t("Search"))),
    several, table, empty, more);
  await load(true);
}
