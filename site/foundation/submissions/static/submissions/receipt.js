// The receipt: copy the code, print the page. Without script both are done by hand.
const tools = document.querySelector(".receipt__tools");
if (tools) {
  tools.hidden = false;
  const copy = tools.querySelector("[data-copy]");
  const told = tools.querySelector("[data-copied]");
  if (!navigator.clipboard) copy.hidden = true;
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).textContent.trim());
      told.textContent = "已复制，请粘贴到安全的地方保存。";
    } catch {
      told.textContent = "没有复制成功，请抄写或者打印。";
    }
  });
  tools.querySelector("[data-print]").addEventListener("click", () => window.print());
}
