// SPDX-License-Identifier: Apache-2.0
import { isUser, seesMessages, session, signOut } from "./api.js";
import { clearNotice, el, notify, show } from "./dom.js";
import { digestPage } from "./digest.js";
import { itemPage } from "./item.js";
import { listsPage } from "./lists.js";
import { quarantinePage } from "./quarantine.js";
import { linkPage, signInPage } from "./signin.js";
import { LANGUAGES, choose, language, loadTexts, t } from "./texts.js";
import { timelinePage } from "./timeline.js";

function frame(page) {
  const current = session();
  document.getElementById("nav").hidden = !current;
  document.getElementById("who").hidden = !current;
  document.getElementById("who-name").textContent = current ? current.user : "";
  for (const link of document.querySelectorAll("#nav a")) {
    // Users have mail and senders of their own here, and nothing else.
    link.hidden = link.dataset.for === "user" ? !isUser() : link.dataset.for === "account" && !seesMessages();
    if (link.dataset.page === page) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }
}

function failed(error) {
  if (error.status === 401) {
    signOut();
    route();
    notify("Your session has ended. Please sign in again.", "bad");
    return;
  }
  notify(error.message, "bad");
}

async function route() {
  const [page, id, after, action] = location.hash.replace(/^#\/?/, "").split("/").map(decoded);
  clearNotice();
  if (page === "link" && id) {
    frame("");
    linkPage(id, after, action, route);
    return;
  }
  if (!session()) {
    frame("");
    signInPage(route);
    return;
  }
  frame(page === "item" ? "quarantine" : page || "quarantine");
  try {
    if (page === "item" && id) {
      await itemPage(id, failed);
    } else if (page === "lists" && isUser()) {
      await listsPage(failed);
    } else if (page === "digest" && isUser()) {
      await digestPage(failed);
    } else if (page === "message" && seesMessages()) {
      await timelinePage(id, failed);
    } else {
      await quarantinePage(failed);
    }
  } catch (e) {
    show(el("p", { class: "empty" }, t(e.message)));
    failed(e);
  }
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch (e) {
    return text;
  }
}

document.getElementById("sign-out").addEventListener("click", () => {
  signOut();
  route();
});
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main").focus();
});
window.addEventListener("hashchange", route);

const languages = document.getElementById("language");
languages.append(...Object.entries(LANGUAGES).map(([code, name]) => el("option", { value: code, lang: code }, name)));
languages.addEventListener("change", async () => {
  choose(languages.value);
  await loadTexts();
  route();
});
await loadTexts();
languages.value = language();
route();
