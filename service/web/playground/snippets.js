/** The request as code to paste: curl, Python, the command line, JavaScript. */

const shell = (text) => (/^[\w./:@=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** Each takes `{ address, feature, format, query, name, spec, origin }`, query as pairs. */
export const snippets = { curl, Python: python, sonograph: command, JavaScript: javascript };

function curl(request) {
  const { name, spec, feature, format } = request;
  const body = spec ? `--json ${shell(JSON.stringify(spec))}` : `-F ${shell(`file=@${quoted(name)}`)}`;
  return `${fetched(request)}curl ${body} -o ${feature}.${format} \\\n  ${shell(whole(request))}`;
}

/** curl wants quotes around names with a comma or semicolon. */
const quoted = (name) => (/[,;"\\]/.test(name) ? `"${name.replace(/["\\]/g, "\\$&")}"` : name);

const fetched = ({ origin, name }) => (origin ? `curl -o ${shell(name)} ${shell(origin)}\n` : "");

function whole({ address, query }) {
  const text = new URLSearchParams(query).toString();
  return address + (text && `?${text}`);
}

function python({ address, format, query, name, spec, feature }) {
  const literal = (value) => JSON.stringify(value);
  const params = query.map(([key, value]) => `        ${literal(key)}: ${literal(value)},\n`).join("");
  const body = spec ? `json=${pythonic(spec)}` : `files={"file": open(${literal(name)}, "rb")}`;
  const array = format === "npy" || format === "npz";
  const imports = array ? "import io\n\nimport numpy as np\nimport requests" : "import requests";
  return `${imports}

answer = requests.post(
    ${literal(address)},
    params={
${params}    },
    ${body},
)
answer.raise_for_status()
${PYTHON[format]?.(feature) ?? `open("${feature}.${format}", "wb").write(answer.content)`}`;
}

const PYTHON = {
  npy: () => "values = np.load(io.BytesIO(answer.content))\nprint(values.shape, values.dtype)",
  npz: () => "answer = np.load(io.BytesIO(answer.content))\nprint({name: answer[name].shape for name in answer})",
  json: () => 'answer = answer.json()\nprint(answer["shape"], answer["unit"])',
};

const pythonic = (spec) => JSON.stringify(spec).replace(/\b(true|false)\b(?=[,}\]])/g, (word) => word[0].toUpperCase() + word.slice(1));

function command(request) {
  const { feature, format, query, name, spec } = request;
  const given = query.map(([key, value]) => ` \\\n  --${key} ${shell(value)}`).join("");
  const made = spec ? `echo ${shell(JSON.stringify(spec))} > ${name}\n` : fetched(request);
  return `${made}sonograph compute ${feature} ${shell(name)} -o ${feature}.${format}${given}`;
}

function javascript({ address, query, name, spec, format, feature }) {
  const literal = (value) => JSON.stringify(value);
  const pairs = query.map(([key, value]) => `  ${/^\w+$/.test(key) ? key : literal(key)}: ${literal(value)},\n`).join("");
  const body = spec
    ? `const body = ${literal(JSON.stringify(spec))};\nconst headers = { "Content-Type": "application/json" };`
    : `// In a page, take the file from an <input type="file"> instead.\nimport { openAsBlob } from "node:fs";\n\nconst body = new FormData();\nbody.append("file", await openAsBlob(${literal(name)}), ${literal(name)});`;
  const json = format === "json";
  const end = json
    ? "const { shape, values, axes, unit } = await answer.json();\nconsole.log(shape, unit);"
    : `const bytes = new Uint8Array(await answer.arrayBuffer());\nconsole.log("${feature}.${format}", bytes.length);`;
  return `${body}
const query = new URLSearchParams({
${pairs}});
const answer = await fetch(\`${address}?\${query}\`, { method: "POST", body${spec ? ", headers" : ""} });
if (!answer.ok) throw new Error((await answer.json()).detail);
${end}`;
}
