/* 朗读: the browser's own voice reads the page or the selected words, sentence by sentence. */

const SENTENCE = /[^。！？；\n]+[。！？；]?/g;
const HIGHLIGHT = "being-read";
const byId = (id) => document.getElementById(id);
const start = byId("read-aloud");
const panel = byId("speech");
const rate = byId("speech-rate");
let sentences = [];
let place = 0;

/* Sentences of the title and the text, each with where it stands, so that it can be marked. */
function sentencesOf(root, within) {
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest(".visually-hidden, details:not([open]) > :not(summary)")) continue;
    if (within && !within.intersectsNode(node)) continue;
    for (const match of node.data.matchAll(SENTENCE)) {
      if (!match[0].trim()) continue;
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      found.push({ words: match[0].trim(), range });
    }
  }
  return found;
}

function chosen() {
  const selection = getSelection();
  if (selection.rangeCount && selection.toString().trim()) {
    const range = selection.getRangeAt(0);
    const own = document.createRange();
    own.setStart(range.startContainer, range.startOffset);
    own.setEnd(range.endContainer, range.endOffset);
    const words = selection.toString().trim().match(SENTENCE) ?? [];
    return words.map((sentence) => ({ words: sentence, range: own }));
  }
  const article = start.closest("article");
  const parts = [article.querySelector("h1"), ...article.querySelectorAll(".body-text")];
  return parts.flatMap((part) => sentencesOf(part));
}

function mark(range) {
  if (!CSS.highlights) return;
  if (range) CSS.highlights.set(HIGHLIGHT, new Highlight(range));
  else CSS.highlights.delete(HIGHLIGHT);
}

function readFrom(number) {
  place = number;
  if (place >= sentences.length) return stop();
  const utterance = new SpeechSynthesisUtterance(sentences[place].words);
  utterance.lang = document.documentElement.lang === "zh-Hant" ? "zh-HK" : "zh-CN";
  utterance.rate = Number(rate.value);
  utterance.onend = () => start.getAttribute("aria-pressed") === "true" && readFrom(place + 1);
  mark(sentences[place].range);
  sentences[place].range.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
  speechSynthesis.speak(utterance);
  return undefined;
}

function stop() {
  start.setAttribute("aria-pressed", "false");
  start.textContent = "朗读";
  panel.hidden = true;
  byId("speech-pause").textContent = "暂停";
  speechSynthesis.cancel();
  mark(null);
}

function begin() {
  sentences = chosen();
  if (!sentences.length) return;
  speechSynthesis.cancel();
  start.setAttribute("aria-pressed", "true");
  start.textContent = "停止朗读";
  panel.hidden = false;
  readFrom(0);
}

if (start && "speechSynthesis" in window) {
  start.hidden = false;
  start.addEventListener("click", () => (start.getAttribute("aria-pressed") === "true" ? stop() : begin()));
  byId("speech-stop").addEventListener("click", stop);
  byId("speech-pause").addEventListener("click", (event) => {
    const isPaused = speechSynthesis.paused;
    if (isPaused) speechSynthesis.resume();
    else speechSynthesis.pause();
    event.target.textContent = isPaused ? "暂停" : "继续";
  });
  rate.addEventListener("change", () => {
    if (start.getAttribute("aria-pressed") !== "true") return;
    const here = place;
    start.setAttribute("aria-pressed", "false"); // the sentence that is cut off must not lead on
    speechSynthesis.cancel();
    start.setAttribute("aria-pressed", "true");
    readFrom(here);
  });
  addEventListener("pagehide", () => speechSynthesis.cancel());
}
