/* 适老版: keeps what was chosen for the visit, and draws the reading line. */

const KEY = "elder";
const LINE_STEP = 0.06; // of the window's height, for each press of an arrow key
const controls = document.querySelectorAll(".elder-tools input");

function stored() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {}; // the browser keeps nothing for this site
  }
}

function keep() {
  const chosen = {};
  for (const control of controls) {
    if (control.checked) chosen[control.id] = true;
  }
  try {
    sessionStorage.setItem(KEY, JSON.stringify(chosen));
  } catch {
    // the choice holds for this page
  }
}

/* The line follows the pointer, and the focus of those who use the keyboard. */
function drawLine(wanted) {
  const line = document.querySelector(".reading-line");
  if (wanted && !line) {
    const drawn = document.createElement("div");
    drawn.className = "reading-line";
    drawn.style.top = "50vh";
    document.body.append(drawn);
  } else if (!wanted) {
    line?.remove();
  }
}

function moveLine(top) {
  const line = document.querySelector(".reading-line");
  if (line) line.style.top = `${Math.min(Math.max(top, 0), innerHeight - 4)}px`;
}

const chosen = stored();
for (const control of controls) {
  if (Object.keys(chosen).length) control.checked = Boolean(chosen[control.id]);
  control.addEventListener("change", () => {
    keep();
    drawLine(document.getElementById("elder-line").checked);
  });
}
for (const label of document.querySelectorAll("[data-needs-script]")) label.hidden = false;
drawLine(document.getElementById("elder-line")?.checked);
addEventListener("pointermove", (event) => moveLine(event.clientY + 14));
addEventListener("focusin", (event) => moveLine(event.target.getBoundingClientRect().bottom + 2));
addEventListener("keydown", (event) => {
  const line = document.querySelector(".reading-line");
  if (!line || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  const way = event.key === "ArrowDown" ? 1 : -1;
  moveLine(line.getBoundingClientRect().top + way * LINE_STEP * innerHeight);
});
