/* What is quicker with a script? Suggestions while somebody types, results that change without loading the page anew,
   and buttons that copy. Every page does its work without it: this builds on the same links and forms. */

"use strict";

const PAUSE = 120; // milliseconds after the last key until suggestions are asked for

/* Suggestions: the combobox pattern of the ARIA Authoring Practices, with a list that completes. */

class Suggestions {
  constructor(input, list) {
    this.input = input;
    this.list = list;
    this.options = [];
    this.present = -1;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    input.addEventListener("input", () => this.askSoon());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => this.close());
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
    list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
  }

  get isOpen() {
    return !this.list.hidden;
  }

  askSoon() {
    clearTimeout(this.timer);
    this.request?.abort();
    if (this.input.value.trim()) this.timer = setTimeout(() => this.ask(), PAUSE);
    else this.close();
  }

  async ask() {
    this.request = new AbortController();
    const address = `${this.list.dataset.source}?${new URLSearchParams({ q: this.input.value })}`;
    const headers = { "Accept-Language": document.documentElement.lang };
    try {
      const answer = await fetch(address, { signal: this.request.signal, headers });
      if (answer.ok) this.show((await answer.json()).suggestions);
      else this.close(); // a text that is too long, or too many questions: the search itself will say so
    } catch (error) {
      if (error.name !== "AbortError") this.close(); // no network: typing goes on without suggestions
    }
  }

  show(suggestions) {
    if (document.activeElement !== this.input) return;
    this.options = suggestions.map((suggestion, place) => this.option(suggestion, place));
    this.list.replaceChildren(...this.options);
    this.mark(-1);
    this.open(this.options.length > 0);
    announce(counted(this.list.dataset, this.options.length));
  }

  option(suggestion, place) {
    const option = element("li", { role: "option", id: `suggestion-${place}`, "aria-selected": "false" });
    const text = element("span", { class: "suggestion" }, suggestion.text);
    if (suggestion.language) text.lang = suggestion.language;
    option.append(text, element("span", { class: "suggestion-kind" }, this.list.dataset[suggestion.kind]));
    option.dataset.address = suggestion.links.html;
    return option;
  }

  press(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) {
      event.preventDefault();
      if (this.isOpen) this.move(moves[event.key]);
      else this.askSoon();
    } else if (event.key === "Enter" && this.isOpen && this.present >= 0) {
      event.preventDefault();
      this.choose(this.options[this.present]);
    } else if (event.key === "Escape" && this.isOpen) {
      event.preventDefault(); // else the box would be emptied as well
      this.close();
    }
  }

  move(step) {
    const places = this.options.length + 1; // the box itself is one of them
    this.mark(((this.present + 1 + step + places) % places) - 1);
  }

  mark(place) {
    this.present = place;
    this.options.forEach((option, each) => option.setAttribute("aria-selected", String(each === place)));
    if (place < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", this.options[place].id);
    this.options[place].scrollIntoView({ block: "nearest" });
  }

  choose(option) {
    if (!option) return;
    this.close();
    location.assign(option.dataset.address);
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.mark(-1);
    this.open(false);
  }
}

/* Results: a link or a form that leads to results fetches them, and what differs takes the place of what was there. */

class Results {
  constructor(form) {
    this.form = form;
    this.path = new URL(form.action).pathname;
    this.shown = address(location);
    history.scrollRestoration = "manual"; // results come after the browser would have scrolled
    scrollBackTo(history.state?.top ?? scrollY);
    document.addEventListener("click", (event) => this.click(event));
    document.addEventListener("submit", (event) => this.submit(event));
    addEventListener("popstate", (event) => this.back(event));
    addEventListener("pagehide", () => this.remember());
  }

  click(event) {
    const link = event.target.closest("#found a[href]");
    const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !isPlain || event.defaultPrevented) return;
    const target = new URL(link.getAttribute("href"), location);
    if (target.origin !== location.origin || target.pathname !== this.path || target.hash) return;
    event.preventDefault();
    this.turnTo(target, link);
  }

  submit(event) {
    if (event.target !== this.form || event.defaultPrevented) return;
    event.preventDefault();
    const given = [...new FormData(this.form)].filter(([, text]) => text);
    this.turnTo(new URL(`${this.path}?${new URLSearchParams(given)}`, location), null);
  }

  async turnTo(target, link) {
    this.remember();
    const focus = link?.closest(".filters") ? (link.dataset.key ?? "") : null;
    if (!(await this.load(target))) return;
    history.pushState({ top: 0 }, "", target);
    this.shown = address(location);
    if (focus === null) scrollBackTo(0);
    this.focus(focus);
  }

  async back(event) {
    if (address(location) === this.shown) return; // a place within the page
    this.shown = address(location);
    if (await this.load(new URL(location))) scrollBackTo(event.state?.top ?? 0);
  }

  remember() {
    history.replaceState({ top: scrollY }, "");
  }

  /* Whether the results are there; where they cannot be had like this, the browser goes to them by itself. */
  async load(target) {
    this.request?.abort();
    const request = (this.request = new AbortController());
    document.getElementById("found").setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(target, { signal: request.signal, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok || !page.getElementById("found")) throw new Error(answer.status);
      this.replace(page);
      return true;
    } catch (error) {
      if (error.name !== "AbortError") location.assign(target);
      return false;
    }
  }

  replace(page) {
    const open = [...document.querySelectorAll("#found details[open][data-key]")].map((each) => each.dataset.key);
    for (const part of document.querySelectorAll("[data-part]")) {
      part.replaceWith(page.querySelector(`[data-part="${part.dataset.part}"]`));
    }
    for (const key of open) keyed("details", key)?.setAttribute("open", "");
    for (const link of document.querySelectorAll("link[rel=alternate], link[rel=canonical]")) link.remove();
    document.head.append(...page.querySelectorAll("link[rel=alternate], link[rel=canonical]"));
    document.title = page.title;
    this.form.elements.q.value = page.getElementById("q").value;
    announce([...document.querySelectorAll("#found .found > :not(a)")].map((each) => each.textContent.trim()).join(", "));
  }

  /* On the filter that was chosen, where it still is; else where the results begin. */
  focus(key) {
    const place = key && keyed("a", key);
    (place || document.getElementById("content")).focus({ preventScroll: true });
  }
}

/* Copying: what has `data-copy` gets a button that copies its text, named by it, and says by `data-copied` that it did. */

function offerCopy(source) {
  const button = element("button", { type: "button", class: "quiet copy" }, source.dataset.copy);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.innerText.trim());
      announce(source.dataset.copied);
      button.textContent = source.dataset.copied;
    } catch {
      getSelection().selectAllChildren(source); // the reader's own keys copy it
    }
  });
  source.after(button);
}

function element(name, attributes, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

function keyed(name, key) {
  return document.querySelector(`#found ${name}[data-key="${CSS.escape(key)}"]`);
}

function counted({ one, many, none }, number) {
  return number === 0 ? none : number === 1 ? one : many.replace("{number}", number.toLocaleString(document.documentElement.lang));
}

function scrollBackTo(top) {
  scrollTo({ top, behavior: "instant" });
}

function address(place) {
  return place.pathname + place.search;
}

function announce(text) {
  const status = document.getElementById("announced");
  if (status) status.textContent = text;
}

const box = document.getElementById("q");
const list = document.getElementById("suggestions");
if (box && list) new Suggestions(box, list);
if (box && document.getElementById("found")) new Results(box.form);
for (const source of document.querySelectorAll("[data-copy]")) offerCopy(source);
