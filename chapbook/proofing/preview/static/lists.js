// Lists whose lines are gone through by the arrow keys, and chosen by Enter as by a click.

/** Makes a list one stop of the Tab key: the line where the reader is, from there on the arrows. */
export function goThroughByKeys(list) {
  const lines = () => [...list.children].filter((line) => line.onclick);
  let last = -1;
  const focus = (number) => {
    const all = lines();
    all[Math.max(0, Math.min(number, all.length - 1))]?.focus();
  };
  list.tabIndex = 0;
  list.addEventListener("focus", () => focus(lines().findIndex((line) => line.classList.contains("here"))));
  list.addEventListener("focusin", (event) => {
    last = lines().indexOf(event.target.closest("li"));
    // Shift and Tab leave the list, and don't come back to its line.
    list.tabIndex = event.target === list ? 0 : -1;
  });
  list.addEventListener("focusout", (event) => {
    if (list.contains(event.relatedTarget)) return;
    list.tabIndex = 0;
    if (event.relatedTarget) last = -1;
  });
  list.addEventListener("keydown", (event) => {
    const here = lines().indexOf(event.target);
    if (here < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) focus(here + by);
    else if (event.key === "Enter") event.target.click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  new MutationObserver(() => {
    for (const line of lines()) line.tabIndex = -1;
    // The line that had the focus was made anew.
    if (last >= 0 && document.activeElement === document.body) focus(last);
  }).observe(list, { childList: true });
}
