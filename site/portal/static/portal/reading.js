/* Conveniences of a page being read; everything else works without script. */

const KEY = "text-size";

function rememberTextSize() {
  const choices = document.querySelectorAll('input[name="text-size"]');
  let stored = null;
  try {
    stored = localStorage.getItem(KEY);
  } catch {
    return; // The browser keeps nothing for this site.
  }
  for (const choice of choices) {
    choice.checked = stored ? choice.value === stored : choice.defaultChecked;
    choice.addEventListener("change", () => localStorage.setItem(KEY, choice.value));
  }
}

function offerPrinting() {
  const button = document.getElementById("print-page");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

rememberTextSize();
offerPrinting();
