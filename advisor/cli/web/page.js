// What the terminal's own script leaves open: where the socket is, why it closed, how files come down.
"use strict";

const SAVED = "Your answers are saved up to the last “Saved” on the screen.";
const size = new URLSearchParams(location.search).get("size");

document.addEventListener("DOMContentLoaded", () => {
  const terminal = document.getElementById("terminal");
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  terminal.dataset.sessionWebsocketUrl = scheme + "//" + location.host + "/ws";
  if (/^\d{1,2}$/.test(size || "")) {
    terminal.dataset.fontSize = String(Math.min(60, Math.max(8, Number(size))));
  }
  document.getElementById("again").addEventListener("click", () => location.reload());
});

const PlainSocket = window.WebSocket;
window.WebSocket = class extends PlainSocket {
  constructor(address, protocols) {
    super(address, protocols);
    // Keys go to the app from the start, without a click before.
    this.addEventListener("open", () => document.querySelector(".xterm-helper-textarea")?.focus());
    this.addEventListener("close", (event) => {
      const lost = "The connection to the advisor was lost. ";
      document.getElementById("why").textContent = event.reason || lost + SAVED;
      document.getElementById("again").focus();
    });
  }
};

// A link is clicked instead of a window opened, which browsers block when no key was pressed just before.
const open = window.open.bind(window);
window.open = (address, target, features) => {
  const where = new URL(address, location.href);
  if (where.origin === location.origin && where.pathname.startsWith("/download/")) {
    const link = document.createElement("a");
    link.href = where.href;
    link.rel = "noopener";
    document.body.append(link);
    link.click();
    link.remove();
    return null;
  }
  const web = where.protocol === "http:" || where.protocol === "https:";
  return web ? open(where.href, target, "noopener") : null;
};
