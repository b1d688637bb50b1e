/* Conveniences of a page being read; everything else works without script. */

const SIZE = "text-size";
const KEPT = "favourites";
const LONGEST_SENTENCE = 300; // what the form of 纠错 takes

const byId = (id) => document.getElementById(id);

function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // the browser keeps nothing for this site
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

function say(words) {
  byId("tool-status").textContent = words;
}

function offer(id, act) {
  const button = byId(id);
  if (!button) return null;
  button.hidden = false;
  button.addEventListener("click", () => act(button));
  return button;
}

function rememberTextSize() {
  const stored = read(SIZE);
  for (const choice of document.querySelectorAll(`input[name="${SIZE}"]`)) {
    choice.checked = stored ? choice.value === stored : choice.defaultChecked;
    choice.addEventListener("change", () => write(SIZE, choice.value));
  }
}

function offerCopying() {
  if (!navigator.clipboard) return;
  offer("copy-link", async (button) => {
    await navigator.clipboard.writeText(location.href.split("#")[0]);
    say("链接已复制");
    button.textContent = "链接已复制";
    setTimeout(() => (button.textContent = "复制链接"), 3000);
  });
}

/* 收藏 stays in this browser; /favourites/ lists it. */
function offerKeeping() {
  let pages = [];
  try {
    pages = JSON.parse(read(KEPT)) ?? [];
  } catch {
    pages = [];
  }
  const here = { url: location.pathname, title: document.querySelector("h1").textContent.trim() };
  const isKept = () => pages.some((page) => page.url === here.url);
  const show = (button) => {
    button.setAttribute("aria-pressed", isKept());
    button.textContent = isKept() ? "已收藏" : "收藏";
  };
  const button = offer("keep-page", () => {
    pages = isKept()
      ? pages.filter((page) => page.url !== here.url)
      : [{ ...here, at: new Date().toLocaleDateString("sv-SE") }, ...pages];
    say(write(KEPT, JSON.stringify(pages)) ? (isKept() ? "已收藏本页" : "已取消收藏") : "浏览器不允许保存");
    show(button);
  });
  if (button) show(button);
}

/* The beacon answers with the number of visits, also where the page itself came from a proxy. */
async function countVisit() {
  const place = document.querySelector("[data-visits]");
  if (!place) return;
  try {
    const answer = await fetch(place.dataset.visits, { method: "POST", credentials: "omit" });
    if (answer.ok) byId("visits").textContent = (await answer.json()).visits;
  } catch {
    // the number that came with the page stays
  }
}

/* The contents fold on a phone; on a desk they mark where the reader is, and the notes stand open in the margin. */
function followContents() {
  const outline = document.querySelector(".outline");
  const wide = matchMedia("(min-width: 75rem)");
  const fold = () => {
    outline?.querySelector("details").toggleAttribute("open", wide.matches);
    for (const note of document.querySelectorAll(".clause-note")) note.open = wide.matches;
  };
  fold();
  wide.addEventListener("change", fold);
  if (!outline) return;
  const links = new Map([...outline.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  const marks = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const mark = () => {
    const passed = marks.filter((place) => place.getBoundingClientRect().top < innerHeight * 0.35);
    const current = links.get((passed.at(-1) ?? marks[0]).id);
    for (const link of links.values()) link.toggleAttribute("aria-current", false);
    current.setAttribute("aria-current", "location");
    if (wide.matches) outline.scrollTop = current.offsetTop - outline.clientHeight / 2;
  };
  const seen = new IntersectionObserver(mark, { rootMargin: "0px 0px -60% 0px" });
  for (const place of marks) seen.observe(place);
}

/* Selected words go into the form of 纠错. */
function takeSelection() {
  const field = byId("report-sentence");
  if (!field) return;
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const words = selection.toString().replace(/\s+/g, " ").trim();
    const isText = selection.anchorNode?.parentElement?.closest("article") && !field.matches(":focus");
    if (words && isText) field.value = words.slice(0, LONGEST_SENTENCE);
  });
}

/* An open box closes like a menu: by Escape, which gives the focus back, or by a click elsewhere. */
function closeBoxes() {
  const open = () => document.querySelectorAll(".tool-box[open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const box of open()) {
      box.open = false;
      box.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const box of open()) if (!box.contains(event.target)) box.open = false;
  });
}

rememberTextSize();
closeBoxes();
offer("print-page", () => print());
offerCopying();
offerKeeping();
followContents();
takeSelection();
countVisit();
