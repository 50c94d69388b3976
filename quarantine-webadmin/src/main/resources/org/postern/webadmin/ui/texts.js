// SPDX-License-Identifier: Apache-2.0
// What the pages say, in the reader's language. An English text is the name by which that of another language is found; one that is
// not found stays English.

const KEY = "postern.language";
export const LANGUAGES = { en: "English", de: "Deutsch", fr: "Français", es: "Español" };

let texts = {};
let current = "en";

function chosen() {
  try {
    return localStorage.getItem(KEY);
  } catch (e) {
    return null;
  }
}

export function choose(language) {
  try {
    localStorage.setItem(KEY, language);
  } catch (e) {
    // A browser that keeps nothing asks for its own language again next time.
  }
}

// Reads the texts of the language that was chosen here, or else of the first that the browser asks for.
export async function loadTexts() {
  const asked = [chosen(), ...navigator.languages].filter((tag) => tag).map((tag) => tag.toLowerCase().split("-")[0]);
  current = asked.find((tag) => Object.hasOwn(LANGUAGES, tag)) || "en";
  try {
    texts = current === "en" ? {} : await (await fetch(current + ".json", { credentials: "omit" })).json();
  } catch (e) {
    texts = {};
    current = "en";
  }
  document.documentElement.lang = current;
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = t(element.dataset.text);
  }
}

export function language() {
  return current;
}

// For dates and numbers: the browser's own way, if it is of this language.
export function locale() {
  return navigator.language.toLowerCase().split("-")[0] === current ? undefined : current;
}

// A text with values in place of {names}.
export function t(text, values = {}) {
  const found = Object.hasOwn(texts, text) ? texts[text] : text;
  return found.replace(/\{(\w+)\}/g, (all, name) => Object.hasOwn(values, name) ? String(values[name]) : all);
}

// What was found in a message, for those who know rules. The names of tests and rules are the same in every language, the words around them are not.
export function reason(item) {
  const scored = /^score (-?[\d.]+): (.*)$/.exec(item.reason);
  if (item.kind === "SPAM" && scored) {
    return t("score {score}: {tests}", { score: scored[1], tests: scored[2] });
  }
  return item.kind === "HELD" && item.reason.startsWith("held by ") ? t("held by {rules}", { rules: item.reason.slice(8) }) : item.reason;
}
