// What a page is to whoever hears it: its tree of roles and names, as Playwright writes it, made robust. Stored trees are parts of
// the page: what they hold must be there in this order, what comes in addition does not matter.

/** What is another one in the next run: an identifier, a day with its weekday as all three languages write it, a number. */
const OPEN = /([0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32})|(\S+ \d{1,2} \S+ \d{4})|\d+(?:[\s.,]\d{3})*(?:[.,]\d+)?/g;

/** A line of the tree: its role with name and states, perhaps quoted, and its text. */
const LINE = /^(\s*)- ('?)(\/?[a-z]+)(?: "((?:[^"\\]|\\.)*)")?((?: \[[^\]]+\])*)\2(:?)(?: (.*))?$/;

/** An expression for a text in which all that is left open. */
function open(text: string): string {
  const kept = text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return `/${kept.replace(OPEN, (_, id?: string, day?: string) => (id ? "[0-9a-f-]+" : day ? "\\S+ \\d+ \\S+ \\d+" : "[\\d\\s.,]+"))}/`;
}

function robustLine(line: string): string {
  const parts = LINE.exec(line);
  if (!parts) return line;
  const [, indent = "", quote = "", role = "", rawName, states = "", colon = "", rawText] = parts;
  const name = quote ? rawName?.replaceAll("''", "'") : rawName;
  let text = rawText?.startsWith('"') ? (JSON.parse(rawText) as string) : rawText;
  if (role === "/url" && text?.startsWith("http")) text = open(text).replace(/\?.*/, "\\?.+/");
  else if (text && /\d/.test(text)) text = open(text);
  const named = name === undefined ? "" : ` ${/\d/.test(name) ? open(JSON.parse(`"${name}"`) as string) : `"${name}"`}`;
  const key = `${role}${named}${states}`;
  const said = /[:#'\\]/.test(key) ? `'${key.replaceAll("'", "''")}'` : key;
  return `${indent}- ${said}${colon}${text === undefined ? "" : ` ${JSON.stringify(text)}`}`;
}

/** The tree without the entries of lists that lead to other pieces than this one: tests publish some, and buy from others. */
function alone(lines: string[], piece: string): string[] {
  const kept: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const indent = /^\s*/.exec(lines[at] ?? "")?.[0].length ?? 0;
    let end = at + 1;
    while (end < lines.length && (/^\s*/.exec(lines[end] ?? "")?.[0].length ?? 0) > indent) end += 1;
    const block = lines.slice(at, end);
    const isEntry = /^\s*- listitem/.test(lines[at] ?? "") && block.some((line) => /\/url: \/..\/products\//.test(line));
    if (isEntry && !block.some((line) => line.endsWith(`/products/${piece}`))) at = end;
    else if (isEntry) (kept.push(...block), (at = end));
    else (kept.push(lines[at] ?? ""), (at += 1));
  }
  return kept;
}

/** The tree of a page as it is stored. */
export function outline(tree: string, piece: string): string {
  const lines = alone(tree.split("\n"), piece).map(robustLine);
  const depth = (line = ""): number => /^\s*/.exec(line)?.[0].length ?? 0;
  // A list of which no entry is left announces none.
  const said = lines.map((line, at) => (depth(lines[at + 1]) > depth(line) ? line : line.replace(/:$/, "")));
  return `${said.join("\n")}\n`;
}
