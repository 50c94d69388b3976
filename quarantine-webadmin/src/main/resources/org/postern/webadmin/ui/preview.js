// SPDX-License-Identifier: Apache-2.0
import { get, text } from "./api.js";
import { el, size } from "./dom.js";

const IMAGES = [["none", "No pictures"], ["embedded", "Pictures of the message"], ["remote", "Pictures of the web, too"]];

// The message in a frame that can run nothing and lead nowhere, with what one should know about it around it.
export function previewSection(links, failed) {
  const body = el("div", {});
  const choice = el("select", { id: "preview-images", "aria-label": "Pictures" },
    IMAGES.map(([value, label]) => el("option", { value }, label)));

  async function load() {
    try {
      const preview = await get(links.preview + "?images=" + choice.value);
      body.replaceChildren(
        el("iframe", { id: "preview-frame", class: "preview", sandbox: true, src: preview.frame, title: "Text of the message", referrerpolicy: "no-referrer" }),
        ...notes(preview));
    } catch (e) {
      failed(e);
    }
  }

  function notes(preview) {
    const deceitful = preview.links.filter((link) => link.deceit);
    return [
      preview.blockedImages ? el("p", { class: "faint" }, preview.blockedImages + (preview.blockedImages === 1 ? " picture is" : " pictures are") + " not shown.") : null,
      preview.cut ? el("p", { class: "faint" }, "The message is longer; only its beginning is shown.") : null,
      deceitful.length ? el("div", { class: "warning" }, el("strong", {}, "Links that do not lead where they say:"),
        el("ul", {}, deceitful.map((link) => el("li", {}, link.text, " → ", el("code", {}, link.target))))) : null,
      preview.links.length ? el("details", {}, el("summary", {}, preview.links.length + (preview.links.length === 1 ? " link" : " links")),
        el("ul", { class: "links" }, preview.links.map((link) => el("li", {}, link.text ? link.text + " → " : "", el("code", {}, link.target))))) : null,
      preview.attachments.length ? el("div", {}, el("h3", {}, "Attached"),
        el("ul", { class: "links" }, preview.attachments.map((part) => el("li", {}, el("strong", {}, part.name || "(no name)"), " ",
          part.detected === part.declared ? part.detected : part.detected + ", said to be " + part.declared, ", ", size(part.size))))) : null
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
  const open = el("button", { type: "button", id: "show-preview" }, "Show the message");
  const raw = el("button", { type: "button", id: "show-source" }, "Show its source");
  open.addEventListener("click", load);
  raw.addEventListener("click", source);
  return el("section", { class: "card" }, el("h2", {}, "The message"), el("div", { class: "buttons" }, open, raw, el("div", {}, choice)), body);
}
