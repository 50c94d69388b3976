// SPDX-License-Identifier: Apache-2.0
import { locale, t } from "./texts.js";

// Builds elements. Text only ever becomes text: nothing here or elsewhere in these files parses HTML.

export function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
  for (const child of children.flat()) {
    if (child !== undefined && child !== null) {
      element.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
  return element;
}

export function show(...children) {
  const main = document.getElementById("main");
  main.replaceChildren(...children.filter((child) => child));
  return main;
}

let noticeTimer;

export function notify(text, kind = "good") {
  const notice = document.getElementById("notice");
  clearTimeout(noticeTimer);
  notice.className = "notice " + kind;
  notice.textContent = t(text);
  notice.hidden = false;
  if (kind === "good") {
    noticeTimer = setTimeout(clearNotice, 8000);
  }
}

export function clearNotice() {
  document.getElementById("notice").hidden = true;
}

// Leads to another page. What is said afterwards stays: changing pages takes away what was said on the page before.
export function leadTo(hash) {
  return new Promise((resolve) => {
    window.addEventListener("hashchange", resolve, { once: true });
    location.hash = hash;
  });
}

// Asks before something that cannot be undone; resolves to true or false.
export function confirm(title, text, yes) {
  const dialog = document.getElementById("confirm");
  document.getElementById("confirm-title").textContent = title;
  document.getElementById("confirm-text").textContent = text;
  document.getElementById("confirm-yes").textContent = yes;
  return new Promise((resolve) => {
    const finish = (answer) => () => {
      dialog.close();
      resolve(answer);
    };
    document.getElementById("confirm-yes").onclick = finish(true);
    document.getElementById("confirm-no").onclick = finish(false);
    dialog.oncancel = () => resolve(false);
    dialog.showModal();
    document.getElementById("confirm-no").focus();
  });
}

const DATE_AND_TIME = {
  year: "numeric", month: "short", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "short"
};

export function time(instant) {
  return el("time", { datetime: instant, title: instant }, new Intl.DateTimeFormat(locale(), DATE_AND_TIME).format(new Date(instant)));
}

// Points, always with one digit behind the point or comma.
export function points(number) {
  return new Intl.NumberFormat(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(number);
}

export function size(bytes) {
  const units = ["B", "KB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return (unit === 0 ? value : points(value)) + " " + units[unit];
}

const KINDS = { SPAM: "Spam", VIRUS: "Virus", ATTACHMENT: "Attachment", UNPARSEABLE: "Unparseable", UNSCANNED: "Not scanned", HELD: "Held" };

export function kinds() {
  return Object.entries(KINDS).map(([name, label]) => [name, t(label)]);
}

export function kind(name) {
  return el("span", { class: "kind kind-" + name.toLowerCase() }, t(KINDS[name] || name));
}

// A label and what belongs to it, for lists of facts.
export function fact(label, ...value) {
  return el("div", { class: "fact" }, el("dt", {}, label), el("dd", {}, ...value));
}
