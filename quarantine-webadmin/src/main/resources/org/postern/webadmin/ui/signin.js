// SPDX-License-Identifier: Apache-2.0
import { signIn } from "./api.js";
import { clearNotice, el, notify, show } from "./dom.js";

export function signInPage(done) {
  const user = el("input", { id: "user", autocomplete: "username", autocapitalize: "none", spellcheck: "false", required: true });
  const password = el("input", { id: "password", type: "password", autocomplete: "current-password", required: true });
  const button = el("button", { type: "submit", class: "primary" }, "Sign in");
  const form = el("form", {
    class: "card signin",
    onsubmit: async (event) => {
      event.preventDefault();
      button.disabled = true;
      try {
        await signIn(user.value, password.value);
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
    el("h1", {}, "Sign in"),
    el("label", { for: "user" }, "Name"), user,
    el("label", { for: "password" }, "Password"), password,
    button);
  show(form);
  user.focus();
}
