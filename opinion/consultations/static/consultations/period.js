/** Beneath the dates of a consultation: how long it is open and what the rule asks, told whenever one of them changes. */

const FIELDS = ["kind", "opens_on", "closes_on", "body"];

let asked = null;

/** Ask with what is typed now; an answer to earlier dates is let go of. */
async function tell(place) {
  asked?.abort();
  asked = new AbortController();
  const typed = new URLSearchParams(
    FIELDS.map((name) => [name, document.getElementById(`id_${name}`)?.value ?? ""]),
  );
  try {
    const answer = await fetch(`${place.dataset.periodCheck}?${typed}`, { signal: asked.signal });
    if (!answer.ok) return;
    const { words, is_objection: isObjection } = await answer.json();
    place.querySelector("[data-period-words]").textContent = words;
    place.hidden = !words;
    place.classList.toggle("help-warning", isObjection);
    place.classList.toggle("help-info", !isObjection);
  } catch {
    // Typed on, or the connection is lost: saving says the same.
  }
}

const place = document.querySelector("[data-period-check]");
if (place) {
  for (const name of FIELDS) {
    // The date picker's own event does not bubble.
    document.getElementById(`id_${name}`)?.addEventListener("change", () => tell(place));
  }
  tell(place);
}
