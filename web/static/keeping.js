// What does this browser keep of searches? The parameters of each, its name, and when it was last looked at. Nothing that
// is read back is trusted, be it from storage or from a file: what the site does not know is refused with a reason.
"use strict";

const keeping = (() => {
  const KEY = "newsroom.searches";
  const MOST = 100; // searches; each is one request a visit
  const LONGEST = 4_000; // characters of parameters
  const LARGEST = 1_000_000; // bytes of a file
  const NAME = 200; // characters
  const DAY = 86_400_000; // milliseconds

  // What is wrong, by the name that the page has for its message, and what fills its places.
  class Refused extends Error {
    constructor(message, values = {}) {
      super(message);
      this.values = values;
    }
  }

  // Parameters always in the same order, so that the same search is there once; the parameters that there are, in it.
  function canonical(text, known) {
    const given = new URLSearchParams(text);
    const stranger = [...given.keys()].find((name) => !known.includes(name));
    if (stranger !== undefined) throw new Refused("parameter", { name: stranger.slice(0, 60) });
    const kept = new URLSearchParams();
    for (const name of known) for (const value of new Set(given.getAll(name).sort())) kept.append(name, value);
    return kept.toString();
  }

  function checked(entry, known) {
    if (typeof entry?.search !== "string" || entry.search.length > LONGEST) throw new Refused("shape");
    const looked = typeof entry.looked === "string" ? Date.parse(entry.looked) : NaN;
    const isPast = looked <= Date.now() + DAY; // a moment of the future would hide what is new; clocks may differ
    return {
      search: canonical(entry.search, known),
      name: typeof entry.name === "string" ? entry.name.slice(0, NAME) : "",
      looked: isPast ? new Date(looked).toISOString() : null,
    };
  }

  // Each search once, looked at when it last was in any of them; the one for everything is always there, and first.
  function merged(searches) {
    const found = new Map([["", { search: "", name: "", looked: null }]]);
    for (const each of searches) {
      const there = found.get(each.search) ?? each;
      const looked = [there.looked, each.looked].filter(Boolean).sort().at(-1) ?? null;
      found.set(each.search, { ...there, looked });
    }
    if (found.size > MOST + 1) throw new Refused("many", { number: MOST });
    return [...found.values()];
  }

  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }

  // What can be read of what is kept; `tell` hears what is wrong with the rest.
  function load(known, tell) {
    let text;
    try {
      text = localStorage.getItem(KEY);
    } catch {
      tell("unavailable");
    }
    const kept = text ? parsed(text) : [];
    if (!Array.isArray(kept)) tell("garbled");
    return merged((Array.isArray(kept) ? kept : []).slice(0, MOST).flatMap((entry) => readable(entry, known, tell)));
  }

  function readable(entry, known, tell) {
    try {
      return [checked(entry, known)];
    } catch {
      tell("garbled");
      return [];
    }
  }

  // Whether it was kept; if not, `tell` hears why.
  function store(searches, tell) {
    try {
      localStorage.setItem(KEY, JSON.stringify(searches));
      return true;
    } catch (error) {
      tell(error.name === "QuotaExceededError" ? "full" : "unavailable");
      return false;
    }
  }

  const written = (searches) => JSON.stringify({ "newsroom-searches": 1, searches }, null, 2);

  async function searchesIn(file, known) {
    if (file.size > LARGEST) throw new Refused("large");
    const held = parsed(await file.text());
    if (held?.["newsroom-searches"] !== 1 || !Array.isArray(held.searches)) throw new Refused("shape");
    return held.searches.map((entry) => checked(entry, known));
  }

  return { NAME, Refused, canonical, merged, load, store, written, searchesIn };
})();
