/** Pointing at a paragraph: tap it in the preview, write what to change, and it joins the form of the return. */

const places = JSON.parse(document.getElementById("signoff-places").textContent);
const frame = document.querySelector(".signoff-preview");
const box = document.querySelector("[data-pointed]");
const remark = box.querySelector("[data-pointed-remark]");
const rows = document.querySelector("[data-marks]");
const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, dd, blockquote, figcaption";

let pointed = null;

const plain = (text) => text.replace(/\s+/g, "");

/** The place whose text stands in this element: the same words, or all the words of a paragraph within it. */
function placeOf(element) {
  const words = plain(element.textContent);
  if (!words) return null;
  const same = places.filter((place) => plain(place.text) === words);
  if (same.length > 1) {
    // Twice the same words: the first of them on the page is the first of them in the draft.
    const alike = [...element.ownerDocument.querySelectorAll(BLOCKS)].filter((one) => plain(one.textContent) === words);
    return same[Math.min(alike.indexOf(element), same.length - 1)] || same[0];
  }
  return same[0] || places.find((place) => words.length > 1 && plain(place.text).includes(words)) || null;
}

/** Frame the paragraph that is pointed at, and no other. */
function outline(element) {
  frame.contentDocument.querySelectorAll("[data-pointed-at]").forEach((one) => {
    one.style.outline = "";
    one.removeAttribute("data-pointed-at");
  });
  if (!element) return;
  element.style.outline = "2px solid #b3261e";
  element.setAttribute("data-pointed-at", "");
}

function point(event) {
  const element = event.target.closest(BLOCKS);
  const place = element && placeOf(element);
  if (!place) return;
  event.preventDefault();
  pointed = place;
  outline(element);
  box.querySelector("[data-pointed-label]").textContent = place.label;
  box.querySelector("[data-pointed-text]").textContent = `“${place.text.slice(0, 40)}”`;
  remark.value = [...rows.querySelectorAll("[data-mark]")]
    .filter((row) => row.querySelector("select").value === place.key)
    .map((row) => row.querySelector("input").value)
    .join("");
  box.hidden = false;
  remark.focus();
}

/** The row that already points at this place, else an empty one, else a new one. */
function rowFor(key) {
  const all = [...rows.querySelectorAll("[data-mark]")];
  const chosen = (row) => row.querySelector("select").value;
  const free = all.find((row) => chosen(row) === key) || all.find((row) => !chosen(row));
  if (free) return free;
  const added = all[0].cloneNode(true);
  rows.append(added);
  return added;
}

function add() {
  if (!remark.value.trim()) {
    remark.focus();
    return;
  }
  const row = rowFor(pointed.key);
  row.querySelector("select").value = pointed.key;
  row.querySelector("input").value = remark.value.trim();
  close();
  count();
}

function close() {
  box.hidden = true;
  outline(null);
}

function count() {
  const filled = [...rows.querySelectorAll("select")].filter((select) => select.value).length;
  document.querySelector("[data-marks-count]").textContent = filled ? `(${filled} 处)` : "";
}

function listen() {
  const text = frame.contentDocument;
  if (!text?.body || text.body.dataset.marks) return;
  text.body.dataset.marks = "on";
  text.addEventListener("click", point);
  document.querySelector("[data-marks-hint]").hidden = false;
}

frame.addEventListener("load", listen);
listen();
box.querySelector("[data-pointed-add]").addEventListener("click", add);
box.querySelector("[data-pointed-close]").addEventListener("click", close);
remark.addEventListener("keydown", (event) => {
  if (event.key === "Enter") {
    event.preventDefault();
    add();
  }
  if (event.key === "Escape") close();
});
rows.addEventListener("change", count);
count();
