// 全部选否: answers every question at once. The reviewer still chooses the conclusion and signs.
for (const form of document.querySelectorAll("[data-secrecy-form]")) {
  const button = form.querySelector("[data-all-no]");
  if (!button || button.dataset.ready) continue;
  button.dataset.ready = "1";
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const radio of form.querySelectorAll('.secrecy-question input[type="radio"][value="no"]')) {
      radio.checked = true;
    }
    form.querySelector(".secrecy-conclusion").scrollIntoView({ block: "center" });
    form.querySelector(".secrecy-conclusion input").focus({ preventScroll: true });
  });
}
