// Keeps what was typed in this browser when somebody asks for it; never the number of a document, never a file.
const form = document.querySelector("[data-draft]");
const LEFT_OUT = new Set(["token", "question", "answer", "homepage", "proof_number", "credit_code", "consent", "confirmed_number", "remove"]);

const key = `gongkai.draft.${form.dataset.draft}`;
const tools = document.querySelectorAll(".draft-tools");
const told = document.querySelector("[data-told]");

function read() {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null; // storage is switched off, or holds what somebody else wrote
  }
}

function keep() {
  const said = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && value && !LEFT_OUT.has(name));
  try {
    localStorage.setItem(key, JSON.stringify(said));
    told.textContent = "已保存，下次用这台设备打开本页时可以接着填写。";
  } catch {
    told.textContent = "浏览器不允许保存，请先下载申请表填写。";
  }
}

function forget() {
  try {
    localStorage.removeItem(key);
    told.textContent = "已删除本机的草稿。";
  } catch {
    told.textContent = "没有可以删除的草稿。";
  }
}

function fill(said) {
  for (const [name, value] of said) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "checkbox" || field.type === "radio") {
        if (field.value === value || value === "on") field.checked = true;
      } else if (!field.value || field.tagName === "SELECT") {
        field.value = value;
      }
      field.closest("details")?.setAttribute("open", "");
    }
  }
}

try {
  if (window.localStorage) tools.forEach((one) => (one.hidden = false));
} catch {
  // Storage is switched off: the form works without.
}
form.querySelector("[data-keep]").addEventListener("click", keep);
form.querySelector("[data-forget]").addEventListener("click", forget);
const before = read();
// A form that comes back with errors holds what was typed last.
if (Array.isArray(before) && !document.querySelector(".error-summary")) {
  fill(before);
  told.textContent = "已填入上次保存在本机的草稿。";
}
