// How are saved searches shown, counted and changed? Addresses are built from parameters, and texts are set as texts. The
// page loads this where its list ends, so that all is in place before anything below it is shown.
"use strict";

(() => {
  const shell = document.getElementById("with-scripts");
  document.getElementById("without-scripts").replaceWith(shell.content.cloneNode(true));
  const page = document.getElementById("saved");
  const list = page.querySelector("ol");
  const form = page.querySelector("form");
  const known = page.dataset.known.split(" ");
  const number = new Intl.NumberFormat(page.dataset.locale);
  const moment = new Intl.DateTimeFormat(page.dataset.locale, { dateStyle: "long", timeStyle: "short" });
  let ahead = 0; // milliseconds that the server's clock is ahead of this one

  const now = () => new Date(Date.now() + ahead).toISOString();
  const load = () => keeping.load(known, tell);
  const store = (searches) => keeping.store(searches, tell);
  const change = (search, fields) =>
    store(load().map((each) => (each.search === search ? { ...each, ...fields } : each)));
  const called = ({ search, name }) => (search ? name || search : page.dataset.everything);
  const rowOf = (search) => [...list.children].find((item) => item.dataset.search === search);

  // Saying

  const said = (message, values = {}) =>
    page.dataset[message].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

  function tell(message, values) {
    page.querySelector(".told").textContent = said(message, values);
  }

  function tellOf(error, otherwise) {
    tell(error instanceof keeping.Refused ? error.message : otherwise, error.values);
  }

  // Showing

  function address(base, search, more = {}) {
    const query = new URLSearchParams(search);
    for (const [name, value] of Object.entries(more)) if (value) query.set(name, value);
    return String(query) ? `${base}?${query}` : base;
  }

  function show() {
    const searches = load();
    list.replaceChildren(...searches.map(row));
    if (form) form.hidden = rowOf(keeping.canonical(form.dataset.search, known)) !== undefined;
    void countAll(searches);
  }

  function row(each) {
    const item = page.querySelector("template").content.cloneNode(true).firstElementChild;
    item.dataset.search = each.search;
    item.querySelector(".name").href = address(page.dataset.results, each.search);
    item.querySelector(".feed").href = address(page.dataset.feed, each.search);
    for (const part of item.querySelectorAll(".remove, .rename")) part.hidden = !each.search;
    name(item, called(each));
    date(item, each.looked);
    return item;
  }

  function name(item, text) {
    item.querySelector(".name").textContent = item.querySelector("input").value = text;
    for (const part of item.querySelectorAll(".feed, .remove, summary")) {
      part.setAttribute("aria-label", `${part.textContent}: ${text}`);
    }
  }

  function date(item, looked) {
    const text = looked ? said("since", { moment: moment.format(new Date(looked)) }) : "";
    item.querySelector(".since").textContent = text;
  }

  // Counting

  async function countAll(searches) {
    for (const each of searches) {
      const item = rowOf(each.search); // gone, perhaps, while another one was counted
      if (item) await count(each, item);
    }
  }

  async function count(each, item) {
    try {
      const question = address(page.dataset.api, each.search, { since: each.looked, size: "1" });
      const answer = await fetch(question, { cache: "no-store" });
      ahead = (Date.parse(answer.headers.get("Date")) || Date.now()) - Date.now();
      if (!answer.ok) throw new keeping.Refused(answer.status === 400 ? "refused" : "unreached", { name: called(each) });
      counted(each, item, (await answer.json()).total);
    } catch (error) {
      item.querySelector(".new").textContent = page.dataset.uncounted;
      tellOf(error, "unreached");
    }
  }

  function counted({ search, looked }, item, total) {
    const link = item.querySelector(".new");
    item.dataset.counted = now();
    if (!looked) {
      change(search, { looked: item.dataset.counted }); // the first visit: what is new is so from now on
      date(item, item.dataset.counted);
    }
    link.textContent = looked && total ? said("new", { number: number.format(total) }) : page.dataset.nothing;
    if (looked && total) link.href = address(page.dataset.results, search, { since: looked });
  }

  // Changing

  function take(searches) {
    try {
      if (!store(keeping.merged([...load(), ...searches]))) return false;
    } catch (error) {
      tellOf(error, "unavailable");
      return false;
    }
    show();
    return true;
  }

  function add(event) {
    event.preventDefault();
    const search = keeping.canonical(form.dataset.search, known);
    const text = form.querySelector("input").value.trim().slice(0, keeping.NAME);
    if (!take([{ search, name: text, looked: now() }])) return;
    tell("kept");
    rowOf(search).querySelector(".name").focus();
  }

  function rename(input) {
    const item = input.closest("li");
    const text = input.value.trim().slice(0, keeping.NAME);
    if (text && change(item.dataset.search, { name: text })) name(item, text);
  }

  function remove(item) {
    if (!store(load().filter((each) => each.search !== item.dataset.search))) return;
    tell("removed", { name: item.querySelector(".name").textContent });
    item.remove();
    list.querySelector(".name").focus();
  }

  function lookAtAll() {
    if (!store(load().map((each) => ({ ...each, looked: now() })))) return;
    show();
    tell("looked");
  }

  function exportFile() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([keeping.written(load())], { type: "application/json" }));
    link.download = `newsroom-searches-${now().slice(0, 10)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  async function importFile(input) {
    const before = list.children.length;
    try {
      const found = await keeping.searchesIn(input.files[0], known);
      if (take(found)) tell("imported", { number: list.children.length - before, all: found.length });
    } catch (error) {
      tellOf(error, "shape");
    }
    input.value = "";
  }

  function clicked({ target }) {
    const item = target.closest("li");
    if (target.matches(".remove")) remove(item);
    else if (target.matches(".name, .new[href]")) change(item.dataset.search, { looked: item.dataset.counted ?? now() });
    else if (target.dataset.do === "look") lookAtAll();
    else if (target.dataset.do === "export") exportFile();
  }

  page.addEventListener("click", clicked);
  page.addEventListener("auxclick", clicked); // the middle button opens a link, too
  page.addEventListener("change", ({ target }) => {
    if (target.type === "file") void importFile(target);
    else if (target.closest(".rename")) rename(target);
  });
  form?.addEventListener("submit", add);
  show();
  if (form?.hidden) tell("already");
})();
