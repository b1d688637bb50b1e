/** A login in another window changes the token: take the one that holds now, so that one click is enough. */
const form = document.querySelector("[data-resend]");

form?.addEventListener("submit", () => {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
  if (cookie) form.elements.namedItem("csrfmiddlewaretoken").value = cookie.slice("csrftoken=".length);
});
