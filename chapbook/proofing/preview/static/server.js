// What the page asks of the server, and what that tells of its own accord.

const token = document.documentElement.dataset.token;

/** The answer to a question, as data; throws where there is none. */
export async function ask(path, query = {}) {
  const answer = await fetch(`${path}?${new URLSearchParams(query)}`);
  const data = await answer.json();
  if (!answer.ok) throw new Error(data.error);
  return data;
}

/** Hands something over; {status, data}. Throws where the server can't be reached. */
export async function tell(path, data) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Chapbook-Token": token },
    body: JSON.stringify(data),
  });
  return { status: answer.status, data: await answer.json() };
}

const TOPICS = ["book", "problems", "doing", "saved", "finished"];

/** Listens to the server for as long as the page is open; `heard` has a function for each topic,
 *  `away` and `there` hear whether it can be reached. */
export function listen(heard, away, there) {
  const source = new EventSource("/events");
  for (const topic of TOPICS) {
    source.addEventListener(topic, (event) => heard[topic]?.(JSON.parse(event.data)));
  }
  source.onopen = there;
  source.onerror = () => {
    away();
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => listen(heard, away, there), 1000);
    }
  };
}
