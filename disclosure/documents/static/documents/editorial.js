/** The panel 检查/时限: jumps to a field in any tab, sets findings aside or takes that back, and is fetched again after autosave. */

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

/** The paragraph within a field that holds the words: a line of rich text, or a box that is typed in. */
function paragraph(field, words) {
  const sought = (words || "").replace(/…$/, "").replace(/\s+/g, "");
  if (!sought) return null;
  const told = (one) => (one.value ?? one.textContent).replace(/\s+/g, "");
  const parts = [...field.querySelectorAll("[data-block='true'], input:not([type=hidden]), textarea")];
  return parts.find((one) => told(one).includes(sought)) || null;
}

function showWords(element) {
  element.scrollIntoView({ block: "center" });
  element.style.outline = "2px solid var(--w-color-critical-200)";
  setTimeout(() => {
    element.style.outline = "";
  }, 4000);
}

function jump(event) {
  const link = event.target.closest?.("[data-jump]");
  const element = link && fieldElement(link.dataset.jump);
  if (!element) return;
  event.preventDefault();
  const words = paragraph(element, link.dataset.jumpText);
  const tab = element.closest('[role="tabpanel"]');
  if (tab?.hidden) document.querySelector(`[role="tab"][aria-controls="${tab.id}"]`)?.click();
  // A tab needs a moment before its fields can be scrolled to.
  setTimeout(() => {
    if (words) {
      showWords(words);
      return;
    }
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
  if (response.ok) show(target, await response.text());
}

/** Put the sections in; what was open stays open, and a reason half written stays written. */
function show(target, html) {
  const opened = new Set(
    [...target.querySelectorAll("[data-editorial-section][open]")].map((part) => part.dataset.editorialSection),
  );
  const reasons = new Map(
    [...target.querySelectorAll("details[data-finding][open]")].map((finding) => [
      finding.dataset.finding,
      finding.querySelector("textarea").value,
    ]),
  );
  const first = !target.querySelector("[data-editorial-section]");
  target.innerHTML = html;
  if (first) return;
  target.querySelectorAll("[data-editorial-section]").forEach((part) => {
    part.open = opened.has(part.dataset.editorialSection);
  });
  target.querySelectorAll("details[data-finding]").forEach((finding) => {
    if (!reasons.has(finding.dataset.finding)) return;
    finding.open = true;
    finding.querySelector("textarea").value = reasons.get(finding.dataset.finding);
  });
}

/** Set a finding aside, or take that back; when it is refused, say why and leave the reason as typed. */
async function decide(event) {
  const button = event.target.closest?.("[data-dismiss], [data-reopen]");
  if (!button) return;
  const finding = button.closest("[data-finding]");
  const body = new FormData();
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  body.set("fingerprint", finding.dataset.finding);
  body.set("reason", finding.querySelector("textarea")?.value ?? "");
  button.disabled = true;
  const response = await fetch(button.dataset.dismiss ?? button.dataset.reopen, {
    method: "POST",
    body,
    headers: { "X-Requested-With": "XMLHttpRequest" },
  }).catch(() => null);
  button.disabled = false;
  if (response?.ok && !response.redirected) {
    show(panel(), await response.text());
    panel().querySelector("summary")?.focus();
    return;
  }
  const words = response?.status === 400 ? await response.text() : "未能提交,请稍后再试。";
  finding.querySelector("[role=alert]").textContent = words;
}

document.addEventListener("click", jump);
document.addEventListener("click", decide);
document.addEventListener("w-autosave:success", refresh);

/** 只涉及特定当事人 answered with 是: propose 依申请公开 for that reason. Without script the gate says the same. */
function proposeOnRequest(event) {
  if (event.target.id !== "id_only_parties" || event.target.value !== "yes") return;
  const openness = document.getElementById("id_openness");
  const reason = document.getElementById("id_openness_reason");
  if (!openness || openness.value !== "proactive") return;
  openness.value = "on_request";
  if (reason && !reason.value) reason.value = "N9";
  openness.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("change", proposeOnRequest);
