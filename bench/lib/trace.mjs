// What the main thread did for each click, from a trace of the browser.

/** Events of the trace by what they count as; an event inside another one of the list counts for the outer one only. */
const PARTS = {
  EventDispatch: "script",
  FunctionCall: "script",
  RunMicrotasks: "script",
  FireAnimationFrame: "script",
  UpdateLayoutTree: "style",
  Layout: "layout",
  PrePaint: "paint",
  Paint: "paint",
  Layerize: "paint",
  Commit: "paint",
};

/** Per `press` mark, the milliseconds of script, style, layout and paint until the commit after it, and their sum. */
export function clicksOf(events) {
  const marks = events.filter((event) => event.name === "press" && event.cat.includes("user_timing")).sort((a, b) => a.ts - b.ts);
  const done = events
    .filter((event) => event.ph === "X" && PARTS[event.name] && marks.length && event.tid === marks[0].tid && event.pid === marks[0].pid)
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  return marks.map((mark, index) => {
    const click = { script: 0, style: 0, layout: 0, paint: 0, main: 0 };
    const end = marks[index + 1]?.ts ?? Infinity;
    let open = [];
    for (const event of done) {
      const last = event.ts + (event.dur ?? 0);
      if (last < mark.ts || event.ts > end) continue;
      // Self time: what runs inside another event is taken from that one.
      const from = Math.max(event.ts, mark.ts);
      open = open.filter((outer) => outer.last > event.ts);
      const outer = open.at(-1);
      // Time of the processor where the browser says it: others on the machine do not count.
      const share = event.dur ? (last - from) / event.dur : 0;
      const time = ((event.tdur ?? event.dur ?? 0) * share) / 1000;
      if (outer) click[outer.part] -= time;
      click[PARTS[event.name]] += time;
      open.push({ part: PARTS[event.name], last });
      if (event.name === "Commit") break;
    }
    click.main = click.script + click.style + click.layout + click.paint;
    return click;
  });
}
