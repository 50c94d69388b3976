// SPDX-License-Identifier: Apache-2.0
import { post, quarantinePath, requestLink, signInAnyone, signInByLink } from "./api.js";
import { clearNotice, el, notify, show } from "./dom.js";
import { t } from "./texts.js";

export function signInPage(done) {
  const user = el("input", { id: "user", autocomplete: "username", autocapitalize: "none", spellcheck: "false", required: true });
  const password = el("input", { id: "password", type: "password", autocomplete: "current-password", required: true });
  const button = el("button", { type: "submit", class: "primary" }, t("Sign in"));
  const form = el("form", {
    class: "card signin",
    onsubmit: async (event) => {
      event.preventDefault();
      button.disabled = true;
      try {
        await signInAnyone(user.value, password.value);
        clearNotice();
        done();
      } catch (e) {
        notify(e.message, "bad");
        password.value = "";
        password.focus();
      } finally {
        button.disabled = false;
      }
    }
  },
    el("h1", {}, t("Sign in")),
    el("label", { for: "user" }, t("Name")), user,
    el("label", { for: "password" }, t("Password")), password,
    button,
    el("button", { type: "button", class: "plain", id: "send-link", onclick: sendLink }, t("Send me a link instead")));

  async function sendLink() {
    if (!user.value.includes("@")) {
      notify("Write your mail address into the field above.", "bad");
      user.focus();
      return;
    }
    try {
      notify(t((await requestLink(user.value)).status) + ".");
    } catch (e) {
      notify(e.message, "bad");
    }
  }

  show(form);
  user.focus();
}

const ACTS = {
  release: ["Deliver the message", "The message will be delivered to you."],
  welcomelist: ["Welcome the sender and deliver", "The sender will stand on your list of welcome senders, and the message will be delivered to you."],
  delete: ["Delete the message", "The message will be deleted for good."],
  blocklist: ["Block the sender and delete", "The sender will stand on your list of blocked senders, and the message will be deleted for good."],
  "request-release": ["Ask for its delivery", "Those who look after the quarantine will be asked to deliver the message."]
};

// A link from a mail: opening it only shows this; nothing happens before the button is pressed, whatever fetches the page.
export function linkPage(secret, item, action, done) {
  const [label, text] = (item && ACTS[action]) || [item ? "Show the message" : "Open my quarantine",
    "This link was made for you. It shows the mail that was held back, and lets you decide about it."];
  const act = Boolean(item && ACTS[action]);
  const note = el("p", { id: "link-text" }, t(text));
  const button = el("button", { type: "button", class: act && (action === "delete" || action === "blocklist") ? "danger" : "primary", id: "open-link" }, t(label));

  async function open() {
    button.disabled = true;
    let opened = false;
    try {
      await signInByLink(secret);
      opened = true;
      clearNotice();
      // The secret leaves the address bar and the history.
      history.replaceState(null, "", item ? "#/item/" + encodeURIComponent(item) : "#/quarantine");
      if (act) {
        const outcome = await post(quarantinePath() + "/" + encodeURIComponent(item) + "/actions", { action });
        note.textContent = t("The message is {status}.", { status: t(outcome.status) });
        note.id = "link-done";
        button.replaceWith(el("a", { class: "button", href: "#/quarantine" }, t("Open my quarantine")));
      } else {
        done();
      }
    } catch (e) {
      notify(e.message, "bad");
      if (!opened && e.status === 403) {
        // The link is over; the page to sign in on mails another one.
        note.remove();
        button.replaceWith(el("a", { class: "button", id: "another-link", href: "#/" }, t("Sign in, or get another link")));
      }
    } finally {
      button.disabled = false;
    }
  }

  button.addEventListener("click", open);
  show(el("div", { class: "card signin" }, el("h1", {}, t("Your quarantine")), note, button));
  button.focus();
}
