/* The list of kept pages, from this browser's own store. Nothing is sent anywhere. */

const KEPT = "favourites";
const list = document.getElementById("favourites");
const nothing = document.getElementById("favourites-none");

function kept() {
  try {
    const pages = JSON.parse(localStorage.getItem(KEPT)) ?? [];
    // Only addresses of this site: whatever else got into the store is not made a link.
    return pages.filter((page) => typeof page.url === "string" && /^\/(?!\/)/.test(page.url));
  } catch {
    return [];
  }
}

function row(page) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const date = document.createElement("time");
  const drop = document.createElement("button");
  link.className = "rows__title";
  link.href = page.url;
  link.textContent = page.title || page.url;
  date.textContent = page.at ?? "";
  drop.type = "button";
  drop.className = "tool";
  drop.textContent = "取消收藏";
  drop.setAttribute("aria-label", `取消收藏：${link.textContent}`);
  drop.addEventListener("click", () => {
    localStorage.setItem(KEPT, JSON.stringify(kept().filter((one) => one.url !== page.url)));
    show();
    nothing.focus();
  });
  item.append(link, date, drop);
  return item;
}

function show() {
  const pages = kept();
  list.replaceChildren(...pages.map(row));
  nothing.hidden = false;
  nothing.textContent = pages.length ? `共收藏 ${pages.length} 页。` : "还没有收藏。阅读页面时点“收藏”，即可在这里找到。";
}

show();
