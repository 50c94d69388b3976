// SPDX-License-Identifier: Apache-2.0
import { get, text } from "./api.js";
import { el, size } from "./dom.js";
import { t } from "./texts.js";

const IMAGES = [["none", "No pictures"], ["embedded", "Pictures of the message"], ["remote", "Pictures of the web, too"]];

// The message in a frame that can run nothing and lead nowhere, with what one should know about it around it.
export function previewSection(links, failed) {
  const body = el("div", {});
  const choice = el("select", { id: "preview-images", "aria-label": t("Pictures") },
    IMAGES.map(([value, label]) => el("option", { value }, t(label))));

  async function load() {
    try {
      const preview = await get(links.preview + "?images=" + choice.value);
      body.replaceChildren(
        el("iframe", { id: "preview-frame", class: "preview", sandbox: true, src: preview.frame, title: t("Text of the message"), referrerpolicy: "no-referrer" }),
        ...notes(preview));
    } catch (e) {
      failed(e);
    }
  }

  function notes(preview) {
    const deceitful = preview.links.filter((link) => link.deceit);
    return [
      preview.blockedImages ? el("p", { class: "faint" }, t(preview.blockedImages === 1 ? "{number} picture is not shown." : "{number} pictures are not shown.", { number: preview.blockedImages })) : null,
      preview.cut ? el("p", { class: "faint" }, t("The message is longer; only its beginning is shown.")) : null,
      deceitful.length ? el("div", { class: "warning" }, el("strong", {}, t("Links that do not lead where they say:")),
        el("ul", {}, deceitful.map((link) => el("li", {}, link.text, " → ", el("code", {}, link.target))))) : null,
      preview.links.length ? el("details", {}, el("summary", {}, t(preview.links.length === 1 ? "{number} link" : "{number} links", { number: preview.links.length })),
        el("ul", { class: "links" }, preview.links.map((link) => el("li", {}, link.text ? link.text + " → " : "", el("code", {}, link.target))))) : null,
      preview.attachments.length ? el("div", {}, el("h3", {}, t("Attached")),
        el("ul", { class: "links" }, preview.attachments.map((part) => el("li", {}, el("strong", {}, part.name || t("(no name)")), " ",
          part.detected === part.declared ? part.detected : t("{type}, said to be {other}", { type: part.detected, other: part.declared }), ", ", size(part.size))))) : null
    ].filter((note) => note);
  }

  async function source() {
    try {
      body.replaceChildren(el("pre", { class: "source" }, await text(links.source)));
    } catch (e) {
      failed(e);
    }
  }

  choice.addEventListener("change", load);
  const open = el("button", { type: "button", id: "show-preview" }, t("Show the message"));
  const raw = el("button", { type: "button", id: "show-source" }, t("Show its source"));
  open.addEventListener("click", load);
  raw.addEventListener("click", source);
  return el("section", { class: "card" }, el("h2", {}, t("The message")), el("div", { class: "buttons" }, open, raw, el("div", {}, choice)), body);
}
