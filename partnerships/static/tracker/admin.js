// The admin's two conveniences: ticking all rows of a page, and finding one of many rows by typing.
(() => {
  "use strict";

  for (const all of document.querySelectorAll(".tta-tick-all")) {
    all.hidden = false;
    all.addEventListener("change", () => {
      for (const box of all.form.querySelectorAll(".action-select")) box.checked = all.checked;
    });
  }

  function picker(box, number) {
    const raw = box.querySelector("input");
    const chosen = box.querySelector(".tta-picker__chosen");
    const input = raw.cloneNode();
    const list = document.createElement("ul");
    const said = document.createElement("div");
    let label = chosen.textContent;
    let options = [];
    let active = -1;
    let timer = 0;
    let asked = 0;

    input.removeAttribute("name");
    input.removeAttribute("inputmode");
    input.value = label || raw.value;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", `tta-found-${number}`);
    raw.type = "hidden";
    for (const name of ["id", "aria-describedby", "aria-invalid", "class"]) raw.removeAttribute(name);
    list.id = `tta-found-${number}`;
    list.className = "tta-picker__list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Found");
    list.hidden = true;
    said.className = "govuk-visually-hidden";
    said.setAttribute("role", "status");
    chosen.hidden = true;
    box.append(input, list, said);

    function close() {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function mark(index) {
      active = index;
      [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
      input.setAttribute("aria-activedescendant", list.children[index].id);
      list.children[index].scrollIntoView({ block: "nearest" });
    }

    function take(option) {
      raw.value = option.id;
      label = option.text;
      input.value = label;
      close();
    }

    function show(found, more) {
      options = found;
      list.replaceChildren(...found.map((option, i) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${i}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.textContent = option.text;
        item.addEventListener("mousedown", (event) => { event.preventDefault(); take(option); });
        return item;
      }));
      list.hidden = found.length === 0;
      active = -1;
      input.setAttribute("aria-expanded", String(found.length > 0));
      said.textContent = found.length ? `${found.length}${more ? " or more" : ""} found` : "Nothing found";
    }

    async function ask() {
      const mine = ++asked;
      const answer = await fetch(`${box.dataset.url}&term=${encodeURIComponent(input.value.trim())}`);
      if (!answer.ok || mine !== asked) return;
      const found = await answer.json();
      if (mine === asked && document.activeElement === input) show(found.results, found.pagination.more);
    }

    input.addEventListener("input", () => {
      clearTimeout(timer);
      if (input.value.trim() === "") { raw.value = ""; label = ""; asked += 1; close(); return; }
      timer = setTimeout(ask, 200);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) { ask(); return; }
        const step = event.key === "ArrowDown" ? 1 : -1;
        mark((active + step + options.length) % options.length);
      } else if (event.key === "Enter" && !list.hidden) {
        event.preventDefault();
        if (active >= 0) take(options[active]);
      } else if (event.key === "Escape") {
        close();
      }
    });
    // What was typed without choosing is not taken for a choice.
    input.addEventListener("blur", () => { clearTimeout(timer); asked += 1; input.value = label; close(); });
  }

  document.querySelectorAll(".tta-picker").forEach(picker);
})();
