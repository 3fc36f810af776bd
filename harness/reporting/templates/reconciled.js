// Shows the kind that was chosen and what contains the words that were typed. Without it all is shown.
(() => {
  const find = document.getElementById("find");
  if (!find) return;
  const buttons = [...document.querySelectorAll(".kinds button")];
  const chapters = [...document.querySelectorAll(".chapter")];
  let kind = "";

  function show() {
    const words = find.value.trim().toLowerCase();
    let shown = 0;
    for (const chapter of chapters) {
      let left = 0;
      for (const item of chapter.querySelectorAll("li")) {
        item.hidden = !item.textContent.toLowerCase().includes(words);
        left += item.hidden ? 0 : 1;
      }
      chapter.hidden = (kind && chapter.id !== kind) || left === 0;
      shown += chapter.hidden ? 0 : left;
    }
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.kind === kind));
    document.getElementById("shown").textContent = `${shown.toLocaleString("en")} shown`;
  }

  for (const button of buttons) button.addEventListener("click", () => { kind = button.dataset.kind; show(); });
  find.addEventListener("input", show);
})();
