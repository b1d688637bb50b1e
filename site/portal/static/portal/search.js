// The search box: suggestions while typing (ARIA combobox) and what this browser searched for lately.
// Without script the form works as it is; nothing of the recent queries leaves the browser.

const RECENT = "gongkai.recent";
const MOST_RECENT = 8;
const PAUSE = 150; // milliseconds after the last key

function recentQueries() {
  try {
    const kept = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
    return Array.isArray(kept) ? kept.filter((words) => typeof words === "string") : [];
  } catch {
    return []; // storage is switched off, or holds what somebody else wrote
  }
}

function keepRecent(queries) {
  try {
    localStorage.setItem(RECENT, JSON.stringify(queries.slice(0, MOST_RECENT)));
  } catch {
    // Storage is switched off or full: searching goes on.
  }
}

class Combobox {
  constructor(input, number) {
    this.input = input;
    this.form = input.form;
    this.address = input.dataset.suggest;
    this.active = -1;
    this.list = document.createElement("ul");
    this.list.id = `suggestions-${number}`;
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "搜索建议");
    this.told = document.createElement("span");
    this.told.className = "visually-hidden";
    this.told.setAttribute("role", "status");
    const box = input.parentElement;
    box.classList.add("suggesting");
    box.append(this.list, this.told);
    for (const [name, value] of Object.entries({
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    })) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", (event) => event.isComposing || this.later());
    input.addEventListener("compositionend", () => this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    // Before the box loses the focus.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const words = this.input.value.trim();
    this.request?.abort();
    if (!words) {
      this.close();
      return;
    }
    this.request = new AbortController();
    try {
      const answer = await fetch(`${this.address}?q=${encodeURIComponent(words)}`, {
        signal: this.request.signal,
        credentials: "omit",
      });
      if (answer.ok) {
        this.show((await answer.json()).suggestions);
      }
    } catch {
      this.close(); // asked anew meanwhile, or not connected: the box works without
    }
  }

  show(suggestions) {
    this.list.replaceChildren(
      ...suggestions.map((words, place) => {
        const option = document.createElement("li");
        option.id = `${this.list.id}-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = words;
        return option;
      }),
    );
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    const isOpen = suggestions.length > 0 && document.activeElement === this.input;
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
    this.told.textContent = isOpen ? `有 ${suggestions.length} 条建议，按上下方向键选择` : "";
  }

  close() {
    clearTimeout(this.timer);
    this.show([]);
  }

  key(event) {
    if (event.isComposing) {
      return;
    }
    const options = [...this.list.children];
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.choose(options[this.active]);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !this.list.hidden) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One place more than options: the box itself, where nothing is chosen.
      const places = options.length + 1;
      this.active = ((this.active + 1 + step + places) % places) - 1;
      options.forEach((option, place) => option.setAttribute("aria-selected", String(place === this.active)));
      if (this.active >= 0) {
        this.input.setAttribute("aria-activedescendant", options[this.active].id);
      } else {
        this.input.removeAttribute("aria-activedescendant");
      }
    }
  }

  choose(option) {
    if (!option) {
      return;
    }
    this.input.value = option.textContent;
    this.close();
    this.form.requestSubmit();
  }
}

function showRecent(section) {
  const queries = recentQueries();
  section.hidden = queries.length === 0;
  section.querySelector("ul").replaceChildren(
    ...queries.map((words) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `?q=${encodeURIComponent(words)}`;
      link.textContent = words;
      item.append(link);
      return item;
    }),
  );
  section.querySelector("button").addEventListener("click", () => {
    keepRecent([]);
    section.hidden = true;
    document.getElementById("site-search")?.focus();
  });
}

document.querySelectorAll("input[data-suggest]").forEach((input, number) => new Combobox(input, number));

const words = document.querySelector("[data-finder]")?.dataset.words;
if (words) {
  keepRecent([words, ...recentQueries().filter((other) => other !== words)]);
}
document.querySelectorAll("[data-recent]").forEach(showRecent);
