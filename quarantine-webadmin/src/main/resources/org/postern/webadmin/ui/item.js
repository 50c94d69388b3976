// SPDX-License-Identifier: Apache-2.0
import { download, get, isUser, post, quarantinePath, remove } from "./api.js";
import { confirm, el, fact, kind, leadTo, notify, points, show, size, time } from "./dom.js";
import { previewSection } from "./preview.js";
import { language, reason, t } from "./texts.js";

const STATUS = {
  PENDING: "waits for a decision", RELEASING: "is being released", RELEASED: "released", DELETED: "deleted"
};

async function save(path, id) {
  const url = URL.createObjectURL(await download(path));
  el("a", { href: url, download: id + ".eml" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

const ACTIONS = {
  release: ["Release", "primary"], "request-release": ["Ask for its release", "primary"], delete: ["Delete", "danger"],
  welcomelist: ["Welcome the sender and release", ""], blocklist: ["Block the sender and delete", "danger"],
  "report-spam": ["This is spam", ""], "report-ham": ["This is not spam", ""]
};
const MANAGER = ["welcomelist", "blocklist", "report-spam", "report-ham"];

// Why the message is here, for people; rule by rule for those who want to know.
function whySection(item, explanation) {
  const rules = explanation.rules.map((rule) => el("li", { class: rule.bound ? "rule-held" : "rule-not" },
    el("strong", {}, rule.rule), " ", t(rule.bound ? "holds:" : "does not hold:"), " ", rule.reason));
  const sentences = explanation.sentences.map((sentence) => el("p", {}, sentence));
  return el("section", { class: "card why", "aria-labelledby": "why" },
    el("h2", { id: "why" }, t("Why it is here")),
    el("p", {}, item.why),
    language() === "en" ? sentences : el("details", {}, el("summary", {}, t("In full, in English")), el("div", { lang: "en" }, sentences)),
    explanation.complete ? null : el("p", { class: "faint" }, t("More is not known any more: the facts of the message, or the rules that judged it, are not kept.")),
    rules.length ? el("details", {}, el("summary", {}, t("Every rule that was looked at")), el("ol", { class: "rules" }, rules)) : null);
}

export async function itemPage(id, failed) {
  const path = quarantinePath() + "/" + encodeURIComponent(id);
  const answer = await get(path);
  const item = answer.item;
  const links = answer.links;

  async function act(button, work) {
    button.disabled = true;
    try {
      await work();
    } catch (e) {
      failed(e);
    } finally {
      button.disabled = false;
    }
  }

  async function release() {
    const virus = item.kind === "VIRUS";
    const sure = await confirm(
      t(virus ? "Release a message with a virus?" : "Release this message?"),
      t(virus ? "{virus} was found in it. It will be sent to {recipient} all the same." : "It will be sent to {recipient}.",
        { virus: item.reason, recipient: item.recipient }),
      t("Release"));
    if (sure) {
      const outcome = await post(links.release, virus ? { confirm: true } : {});
      await itemPage(id, failed);
      notify(t("The message is {status}.", { status: t(outcome.status) }));
    }
  }

  async function discard() {
    if (await confirm(t("Delete this message?"), t("{recipient} will not get it. This cannot be undone.", { recipient: item.recipient }), t("Delete"))) {
      const outcome = await remove(path);
      await leadTo("#/quarantine");
      notify(t("The message is {status}.", { status: t(outcome.status) }));
    }
  }

  const buttons = el("div", { class: "buttons" });
  if (links.release) {
    const releaseButton = el("button", { type: "button", class: "primary", id: "release" }, t("Release"));
    releaseButton.addEventListener("click", () => act(releaseButton, release));
    const deleteButton = el("button", { type: "button", class: "danger", id: "delete" }, t("Delete"));
    deleteButton.addEventListener("click", () => act(deleteButton, discard));
    buttons.append(releaseButton, deleteButton);
  }
  for (const name of answer.actions || (links.actions ? MANAGER : [])) {
    if (!isUser() && item.kind === "VIRUS" && name === "welcomelist") {
      continue;
    }
    const [english, style] = ACTIONS[name];
    const label = t(english);
    const button = el("button", { type: "button", class: style, id: name }, label);
    button.addEventListener("click", () => act(button, async () => {
      const ends = name === "delete" || name === "blocklist";
      if (ends && !await confirm(label + "?", t("The message is deleted for good. This cannot be undone."), label)) {
        return;
      }
      const outcome = await post(links.actions, { action: name });
      if (ends) {
        await leadTo("#/quarantine");
      } else {
        await itemPage(id, failed);
      }
      notify(t("The message is {status}.", { status: t(outcome.status) }));
    }));
    buttons.append(button);
  }
  if (links.actions && !item.seen) {
    post(links.actions, { action: "seen" }).catch(() => {});
  }
  if (links.content) {
    const saveButton = el("button", { type: "button" }, t("Save as file"));
    saveButton.addEventListener("click", () => act(saveButton, () => save(links.content, item.id)));
    buttons.append(saveButton);
  }
  if (links.tracking) {
    buttons.append(el("a", { class: "button", href: "#/message/" + item.messageId }, t("Timeline")));
  }

  show(
    el("p", { class: "back" }, el("a", { href: "#/quarantine" }, "← " + t("Quarantine"))),
    el("div", { class: "title" }, el("h1", {}, item.subject || t("(no subject)")), kind(item.kind)),
    buttons,
    el("dl", { class: "card facts" },
      fact(t("Status"), t(STATUS[item.status] || item.status)),
      fact(t("Why"), item.why),
      fact(t("In detail"), reason(item)),
      fact(t("Score"), points(item.score)),
      fact(t("Rules"), item.rules.length ? item.rules.join(", ") : t("none")),
      fact(t("Recipient"), item.recipient),
      fact(t("From"), item.from || t("(none)")),
      fact(t("Envelope sender"), item.envelopeSender || "<>"),
      fact(t("Client"), item.clientAddress),
      fact(t("In quarantine since"), time(item.quarantinedAt)),
      fact(t("Expires"), time(item.expiresAt)),
      fact(t("Size"), size(item.size)),
      item.requestedAt ? fact(t("Release asked for"), time(item.requestedAt)) : null),
    links.preview ? previewSection(links, failed) : null,
    whySection(item, answer.explanation),
    answer.header.length ? el("section", { class: "card" }, el("h2", {}, t("Header")),
      el("dl", { class: "header" }, answer.header.map((field) => fact(field.name, field.value)))) : null);
}
