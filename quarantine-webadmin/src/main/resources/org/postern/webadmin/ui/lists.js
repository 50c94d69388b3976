// SPDX-License-Identifier: Apache-2.0
import { get, post } from "./api.js";
import { el, notify, show } from "./dom.js";
import { t } from "./texts.js";

const NAMES = { welcomelist: "Welcome senders", blocklist: "Blocked senders" };
const HINTS = {
  welcomelist: "Their mail is not held back as spam. Viruses are held back all the same.",
  blocklist: "Their mail is held back as spam, whatever it says."
};

export async function listsPage(failed) {
  const holder = el("div", { class: "columns" });
  show(el("div", { class: "title" }, el("h1", {}, t("My senders"))), holder);

  async function change(path, body) {
    try {
      draw((await post(path, body)).entries);
    } catch (e) {
      failed(e);
    }
  }

  function column(list, entries) {
    const field = el("input", { id: "add-" + list, placeholder: t("user@example.org, example.org or *@*.example.org"), spellcheck: "false", autocapitalize: "none" });
    return el("section", { class: "card", "aria-labelledby": "title-" + list },
      el("h2", { id: "title-" + list }, t(NAMES[list])),
      el("p", { class: "faint" }, t(HINTS[list])),
      el("form", {
        class: "filter",
        onsubmit: (event) => {
          event.preventDefault();
          change("/postern/me/lists", { list, value: field.value });
        }
      }, el("div", { class: "grow" }, el("label", { for: "add-" + list }, t("Address, domain or pattern")), field),
        el("button", { type: "submit" }, t("Add"))),
      entries.length ? el("ul", { class: "entries" }, entries.map((entry) => el("li", {}, el("span", {}, entry.value),
        el("button", {
          type: "button", class: "quiet", "aria-label": t("Remove {entry}", { entry: entry.value }),
          onclick: () => change("/postern/me/lists/remove", { value: entry.value })
        }, t("Remove"))))) : el("p", { class: "faint" }, t("Nobody yet.")));
  }

  function draw(entries) {
    holder.replaceChildren(...Object.keys(NAMES).map((list) => column(list, entries.filter((entry) => entry.list === list))));
  }

  draw((await get("/postern/me/lists")).entries);
  const end = el("button", { type: "button", class: "quiet", id: "revoke" }, t("End all links that were mailed to me"));
  end.addEventListener("click", async () => {
    try {
      await fetchRevoke();
      notify("All links are ended.");
    } catch (e) {
      failed(e);
    }
  });
  holder.after(end);
}

async function fetchRevoke() {
  const { remove } = await import("./api.js");
  return remove("/postern/me/links");
}
