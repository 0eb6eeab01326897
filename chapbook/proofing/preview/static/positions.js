// Places in a text: the server counts its characters, a string here the units of UTF-16, of which
// a character such as an emoji takes two.

/** The unit at which a text's character of that number begins, from 0; behind the end is the end. */
export function unitAt(text, character) {
  let unit = 0;
  for (let left = character; left > 0 && unit < text.length; left -= 1) unit += widthAt(text, unit);
  return unit;
}

/** How many characters begin before a unit of a text. */
export function characterAt(text, unit) {
  let characters = 0;
  for (let at = 0; at < unit && at < text.length; at += widthAt(text, at)) characters += 1;
  return characters;
}

const widthAt = (text, unit) => (text.codePointAt(unit) > 0xffff ? 2 : 1);
