// Small behaviours on top of pages that work without them. Loaded after govuk-frontend.js and htmx.
(function () {
  "use strict";

  document.documentElement.classList.add("tt-js");
  document.body.classList.add("js-enabled", "govuk-frontend-supported");

  function start(scope) {
    window.GOVUKFrontend.initAll({ scope: scope });
  }
  start(document);

  // Parts that htmx brings in carry the same components. initAll looks inside its scope only, so nothing that was
  // started before is started again.
  document.addEventListener("htmx:load", function (event) {
    if (event.detail.elt !== document.body) start(event.detail.elt);
  });
  // A form with errors comes back with status 422; it is shown like any other answer.
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.xhr.status === 422) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  // Where the answer never came, say so instead of leaving the old state in place.
  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, function () {
      say("That was not saved. Check your connection, then try again or reload the page.");
    });
  });

  // A message for eyes and screen readers: views send it as an HX-Trigger header {"say": "Saved"}.
  var clearing;
  function say(text) {
    var place = document.getElementById("tt-say");
    if (!place) return;
    place.textContent = text;
    place.classList.add("tt-say--shown");
    clearTimeout(clearing);
    clearing = setTimeout(function () { place.classList.remove("tt-say--shown"); }, 6000);
  }
  document.addEventListener("say", function (event) {
    say(typeof event.detail === "string" ? event.detail : event.detail.value);
  });

  // "/" moves to the search box, unless somebody is typing.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    var box = document.getElementById("tt-search");
    if (!box || event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  // Leaving a form with changes that were not saved asks first.
  var changed = new Set();
  document.addEventListener("input", function (event) {
    var form = event.target.closest("form[data-warn-unsaved]");
    if (form) changed.add(form);
  });
  document.addEventListener("submit", function () { changed.clear(); });
  window.addEventListener("beforeunload", function (event) {
    changed.forEach(function (form) { if (!form.isConnected) changed.delete(form); });
    if (changed.size) event.preventDefault();
  });

  // On a narrow screen the navigation folds away behind a button.
  var toggle = document.querySelector(".tt-nav__toggle");
  if (toggle) {
    var list = document.getElementById(toggle.getAttribute("aria-controls"));
    list.classList.add("tt-nav__list--closed");
    toggle.hidden = false;
    toggle.addEventListener("click", function () {
      var closed = list.classList.toggle("tt-nav__list--closed");
      toggle.setAttribute("aria-expanded", String(!closed));
    });
  }

  // The menus (account, change this project) close with Escape and with a click elsewhere.
  var menus = ".tt-account[open], .tt-menu[open]";
  document.addEventListener("keydown", function (event) {
    var open = event.key === "Escape" && document.querySelector(menus);
    if (open) {
      open.removeAttribute("open");
      open.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", function (event) {
    document.querySelectorAll(menus).forEach(function (menu) {
      if (!menu.contains(event.target)) menu.removeAttribute("open");
    });
  });

  // How many rows are ticked, beside the words that log on them.
  function countTicked() {
    var place = document.querySelector("[data-ticked-count]");
    if (!place) return;
    var ticked = document.querySelectorAll(".tt-tick:checked").length;
    place.textContent = ticked ? "(" + ticked + " ticked)" : "";
  }
  document.addEventListener("change", function (event) {
    if (event.target.matches(".tt-tick")) countTicked();
  });
  document.addEventListener("htmx:load", countTicked);
  countTicked();

  // Ctrl and Enter sends a form that is filled in one after the other, from whichever answer.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    var form = event.target.closest("form[data-submit-keys]");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) window.print();
  });
})();
