/** The panel 检查/时限: jumps to a field in any tab, and is fetched again after autosave. */

const panel = () => document.querySelector("[data-editorial]");

/** The element of the form that belongs to a field: panels carry the field's name as content path. */
function fieldElement(name) {
  return (
    document.querySelector(`[data-contentpath="${CSS.escape(name)}"]`) ||
    document.getElementById(`id_${name}`) ||
    document.getElementById(`id_${name}-FORMS`) ||
    document.getElementById(`id_${name}-TOTAL_FORMS`)?.closest("[data-panel]")
  );
}

function jump(event) {
  const link = event.target.closest?.("[data-jump]");
  const element = link && fieldElement(link.dataset.jump);
  if (!element) return;
  event.preventDefault();
  const tab = element.closest('[role="tabpanel"]');
  if (tab?.hidden) document.querySelector(`[role="tab"][aria-controls="${tab.id}"]`)?.click();
  // A tab needs a moment before its fields can be scrolled to.
  setTimeout(() => {
    element.scrollIntoView({ block: "center" });
    element.querySelector("input:not([type=hidden]), select, textarea, [contenteditable=true], button")?.focus({
      preventScroll: true,
    });
  }, 250);
}

async function refresh(event) {
  const target = panel();
  const pk = event.detail?.data?.pk;
  if (!target || !pk) return;
  const response = await fetch(target.dataset.editorialUrl.replace("/0/", `/${pk}/`), {
    headers: { "X-Requested-With": "XMLHttpRequest" },
  });
  if (!response.ok) return;
  const opened = new Set(
    [...target.querySelectorAll("[data-editorial-section][open]")].map((part) => part.dataset.editorialSection),
  );
  const first = !target.querySelector("[data-editorial-section]");
  target.innerHTML = await response.text();
  if (first) return;
  target.querySelectorAll("[data-editorial-section]").forEach((part) => {
    part.open = opened.has(part.dataset.editorialSection);
  });
}

document.addEventListener("click", jump);
document.addEventListener("w-autosave:success", refresh);
