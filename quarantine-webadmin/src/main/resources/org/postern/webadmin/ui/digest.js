// SPDX-License-Identifier: Apache-2.0
import { get, put } from "./api.js";
import { el, notify, show } from "./dom.js";
import { LANGUAGES, t } from "./texts.js";

const KINDS = {
  off: "No report", short: "Short: a line for each message", verbose: "In detail, with links for each decision", own: "As my organisation designed it"
};
const SPANS = [["24", "the last 24 hours"], ["48", "the last 2 days"], ["72", "the last 3 days"], ["168", "the last week"]];

// Whether, when and how one is told by mail what was held back.
export async function digestPage(failed) {
  let answer = await get("/postern/me/digest");

  function select(id, options, value) {
    const element = el("select", { id }, options.map(([key, label]) => el("option", { value: key }, label)));
    element.value = value;
    return element;
  }

  function standard(text) {
    return t("As my organisation has it ({choice})", { choice: t(text) });
  }

  function draw() {
    const { choice, standard: usual, settings } = answer;
    const kind = select("digest-kind", [["", standard(KINDS[usual.kind])], ...answer.kinds.map((word) => [word, t(KINDS[word])])], choice.kind || "");
    const time = el("input", { id: "digest-time", type: "time", value: settings.time, required: true });
    const zones = Intl.supportedValuesOf ? Intl.supportedValuesOf("timeZone") : [];
    const zone = select("digest-zone", [...new Set([settings.zone, "UTC", ...zones])].map((name) => [name, name.replaceAll("_", " ")]), settings.zone);
    const known = SPANS.map(([key, label]) => [key, t(label)]);
    const spans = known.some(([key]) => key === String(settings.hours)) ? known
      : [[String(settings.hours), t("the last {number} hours", { number: settings.hours })], ...known];
    const hours = select("digest-hours", spans, String(settings.hours));
    const language = select("digest-language", answer.languages.map((word) => [word, LANGUAGES[word] || word]), settings.language);
    const button = el("button", { type: "submit", class: "primary", id: "digest-save" }, t("Save"));
    const field = (label, input) => el("div", {}, el("label", { for: input.id }, label), input);
    const form = el("form", {
      class: "card settings",
      onsubmit: async (event) => {
        event.preventDefault();
        button.disabled = true;
        const body = { time: time.value, zone: zone.value, hours: hours.value, language: language.value };
        if (kind.value) {
          body.kind = kind.value;
        }
        try {
          answer = await put("/postern/me/digest", body);
          draw();
          notify(t(answer.settings.kind === "off" ? "You get no daily report." : "You get the report each day at {time}.", { time: answer.settings.time }));
        } catch (e) {
          failed(e);
        } finally {
          button.disabled = false;
        }
      }
    },
      field(t("Report"), kind), field(t("Time of day"), time), field(t("Time zone"), zone), field(t("It tells of"), hours),
      field(t("Language"), language), button);
    show(el("div", { class: "title" }, el("h1", {}, t("Daily report"))),
      el("p", { class: "faint" }, t("A mail to {address} each day on which something was held back for you, with links to decide about it.", { address: answer.address })), form);
  }

  draw();
}
