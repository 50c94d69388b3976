// SPDX-License-Identifier: Apache-2.0
import { language, t } from "./texts.js";

// Calls Postern's routes. The token lives in this tab only and is gone when the tab is closed.

const KEY = "postern.session";

export function session() {
  try {
    const value = JSON.parse(sessionStorage.getItem(KEY));
    return value && new Date(value.expiresAt) > new Date() ? value : null;
  } catch (e) {
    return null;
  }
}

export function signOut() {
  sessionStorage.removeItem(KEY);
}

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function send(method, path, body, signedIn) {
  const headers = { "Accept-Language": language() };
  if (signedIn) {
    const current = session();
    if (!current) {
      throw new ApiError(401, "Your session has ended. Please sign in again.");
    }
    headers.Authorization = "Bearer " + current.token;
  }
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  let response;
  try {
    response = await fetch(path, {
      method, headers, body: body === undefined ? undefined : JSON.stringify(body), cache: "no-store", credentials: "omit"
    });
  } catch (e) {
    throw new ApiError(0, "The server cannot be reached.");
  }
  if (!response.ok) {
    throw new ApiError(response.status, await reason(response));
  }
  return response;
}

async function reason(response) {
  try {
    return (await response.json()).message || t("The server answered with status {status}.", { status: response.status });
  } catch (e) {
    return t("The server answered with status {status}.", { status: response.status });
  }
}

export async function signIn(user, password) {
  const answer = await (await send("POST", "/postern/login", { user, password }, false)).json();
  sessionStorage.setItem(KEY, JSON.stringify({ ...answer, user }));
}

// The quarantine as far as one may see it: one's own mail, or everybody's.
export function isUser() {
  const current = session();
  return Boolean(current) && current.role === "USER";
}

// Who looks after everybody's mail sees what became of each message; who looks after some domains sees their quarantine only.
export function seesMessages() {
  const current = session();
  return Boolean(current) && current.role !== "USER" && current.role !== "DOMAIN_MANAGER";
}

export function quarantinePath() {
  return isUser() ? "/postern/me/quarantine" : "/postern/quarantine";
}

// Accounts come first; a name that has none may be somebody who receives mail.
export async function signInAnyone(user, password) {
  try {
    await signIn(user, password);
  } catch (e) {
    if (e.status !== 401 || !user.includes("@")) {
      throw e;
    }
    const answer = await (await send("POST", "/postern/me/session", { user, password }, false)).json();
    sessionStorage.setItem(KEY, JSON.stringify(answer));
  }
}

export async function signInByLink(link) {
  const answer = await (await send("POST", "/postern/me/session", { link }, false)).json();
  sessionStorage.setItem(KEY, JSON.stringify(answer));
}

export async function requestLink(address) {
  return (await send("POST", "/postern/me/link", { address }, false)).json();
}

export async function text(path) {
  return (await send("GET", path, undefined, true)).text();
}

export async function get(path) {
  return (await send("GET", path, undefined, true)).json();
}

export async function post(path, body) {
  return (await send("POST", path, body, true)).json();
}

export async function put(path, body) {
  return (await send("PUT", path, body, true)).json();
}

export async function remove(path) {
  return (await send("DELETE", path, undefined, true)).json();
}

export async function download(path) {
  return (await send("GET", path, undefined, true)).blob();
}
