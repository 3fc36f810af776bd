(function () {
  const again = async () => {
    const live = document.getElementById("live");
    if (live.dataset.renews !== "yes") return;
    if (!document.hidden) {
      try {
        const answer = await fetch(location.href, { credentials: "same-origin" });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.getElementById("live");
        const held = live.contains(document.activeElement) && document.activeElement.form;
        if (fresh) { live.replaceWith(fresh); document.title = page.title; }
        if (fresh && held) fresh.querySelector(`form[action="${held.getAttribute("action")}"] button`)?.focus();
      } catch (lost) { /* the engine may be restarting: ask again */ }
    }
    setTimeout(again, 2000);
  };
  setTimeout(again, 2000);
})();
