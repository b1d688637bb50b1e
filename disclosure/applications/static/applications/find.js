// Shows what is public already while the need is typed. Without script the page of its own answers.
const PAUSE = 500; // milliseconds after the last key
const SHORTEST = 2;

function watch(input, place, address) {
  let timer;
  let request;
  const ask = async () => {
    const words = input.value.trim();
    request?.abort();
    if (words.length < SHORTEST) {
      place.replaceChildren();
      return;
    }
    request = new AbortController();
    try {
      const query = new URLSearchParams({ q: words.slice(0, 100), part: "1" });
      const answer = await fetch(`${address}?${query}`, { signal: request.signal, credentials: "omit" });
      if (answer.ok) place.innerHTML = await answer.text();
      // What somebody has begun to fill in is not left behind.
      if (place.closest("form") || place.dataset.of) place.querySelectorAll("a").forEach((link) => (link.target = "_blank"));
    } catch {
      // Asked anew meanwhile, or not connected: the form works without.
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  };
  input.addEventListener("input", (event) => event.isComposing || later());
  input.addEventListener("compositionend", later);
}

for (const input of document.querySelectorAll("[data-shown-in]")) {
  watch(input, document.getElementById(input.dataset.shownIn), input.dataset.find);
  const on = document.querySelector("[data-carries]");
  input.addEventListener("input", () => {
    const address = new URL(on.href);
    address.searchParams.set("subject", input.value);
    on.href = address;
  });
}
for (const place of document.querySelectorAll("[data-of]")) {
  const input = document.getElementById(place.dataset.of);
  if (input) watch(input, place, place.dataset.find);
}
