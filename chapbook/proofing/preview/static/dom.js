// Short words for the page's elements.

export const byId = (id) => document.getElementById(id);

/** A new element; `props` are its properties, `data` among them its data attributes. */
export function make(name, { data = {}, ...props } = {}, ...children) {
  const element = Object.assign(document.createElement(name), props);
  Object.assign(element.dataset, data);
  element.append(...children);
  return element;
}

/** Calls `act` when nothing has happened for so many ms. */
export function after(ms, act) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), ms);
  };
}

/** A choice that the browser remembers. */
export function remembered(name, usual) {
  const key = `chapbook:${name}`;
  return {
    get: () => localStorage.getItem(key) ?? usual,
    set: (value) => localStorage.setItem(key, value),
  };
}
