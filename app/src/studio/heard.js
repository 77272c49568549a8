// Hears when stock or orders of this shop change, and shows them where nothing is being typed. Without this the page stays
// as it was made.
const news = document.getElementById("news");
const main = document.getElementById("main");
const { live, updated, held } = news.dataset;
// The version that the page shows, and the newest that was told.
let shown = news.dataset.version;
let told = shown;
// Something new waits until what is typed has been sent or taken back.
let kept = false;
// How often it was not let in, one time after the other: whoever signed out in another window need not ask for ever.
let refused = 0;
let source, again, timer, fade;

function changed(field) {
  if (field.type === "hidden") return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.localName !== "select") return field.value !== field.defaultValue;
  const own = [...field.options].findIndex((option) => option.defaultSelected);
  return field.selectedIndex !== Math.max(own, 0);
}

const FIELDS = "input, select, textarea";
const typing = (part) =>
  [part, ...(part.querySelectorAll?.(FIELDS) ?? [])].some(
    (field) => field.matches?.(FIELDS) && (field === document.activeElement || changed(field)),
  );

// Puts what is new into the place of what is old, as little of it as can be. A form in which something is typed stays whole.
function renew(old, fresh) {
  if (old.localName === "details") fresh.open = old.open;
  if (old.isEqualNode(fresh)) return;
  const [now, next] = [[...old.childNodes], [...fresh.childNodes]];
  const alike = now.length && now.length === next.length && old.cloneNode().isEqualNode(fresh.cloneNode());
  if (alike && !(old.localName === "form" && typing(old))) now.forEach((child, at) => renew(child, next[at]));
  else if (typing(old)) kept = true;
  else old.replaceWith(fresh);
}

// Where the focus is, as the way to it.
function way(node) {
  const steps = [];
  for (; node && node !== main; node = node.parentNode) steps.unshift([...node.parentNode.children].indexOf(node));
  return node && steps;
}

function take(page) {
  const before = main.textContent;
  const focus = main.contains(document.activeElement) ? document.activeElement : null;
  const steps = way(focus);
  kept = false;
  const fresh = page.getElementById("main");
  const [old, next] = [[...main.childNodes], [...fresh.childNodes]];
  if (old.length === next.length) old.forEach((child, at) => renew(child, next[at]));
  else if (typing(main)) kept = true;
  else main.replaceChildren(...next);
  if (focus && !focus.isConnected) {
    const same = steps.reduce((node, step) => node?.children[step], main);
    if (same?.localName === focus.localName) same.focus({ preventScroll: true });
  }
  if (kept || main.textContent !== before) say(kept ? held : updated);
}

function say(sentence) {
  news.textContent = sentence;
  clearTimeout(fade);
  if (!kept) fade = setTimeout(() => (news.textContent = ""), 8000);
}

async function refresh() {
  const version = told;
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  // What was answered with a mistake in it can be looked at as it is; signed out, or gone: what stands here stays.
  if (answer.redirected || !(answer.ok || answer.status === 422) || !page.getElementById("news")) throw new Error(answer.status);
  take(page);
  shown = version;
}

// Several changes are shown together, and several pages do not ask at the same moment.
function soon(wait = 200 + Math.random() * 600) {
  timer ??= setTimeout(async () => {
    try {
      await refresh();
      timer = null;
      if (shown !== told) soon();
    } catch {
      timer = null;
      if (source) soon(10_000);
    }
  }, wait);
}

function rest() {
  source?.close();
  source = null;
  clearTimeout(again);
}

// Only while somebody looks: a browser has few connections for all its windows.
function look() {
  rest();
  if (document.visibilityState !== "visible") return;
  source = new EventSource(live);
  source.onmessage = ({ data }) => {
    refused = 0;
    told = data;
    if (shown !== told) soon();
  };
  source.onerror = () => {
    if (source?.readyState === EventSource.CLOSED && ++refused < 5) again = setTimeout(look, 5000 + Math.random() * 10_000);
  };
}

document.addEventListener("visibilitychange", look);
addEventListener("pageshow", look);
addEventListener("pagehide", rest);
main.addEventListener("focusout", () =>
  setTimeout(() => {
    if (!kept || typing(main)) return;
    shown = "";
    soon();
  }),
);
