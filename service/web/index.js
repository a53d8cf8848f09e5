const element = (id) => document.getElementById(id);
const [file, feature, picture, command, trouble] =
  ["file", "feature", "picture", "command", "trouble"].map(element);

const { features } = await (await fetch("v1/features")).json();
feature.replaceChildren(...features.map(({ name, title }) => new Option(title, name)));
feature.value = "mel";

function query() {
  const parameters = features.find(({ name }) => name === feature.value).parameters;
  return parameters.some(({ name }) => name === "scale") ? "?scale=db" : "";
}

async function show() {
  const address = `v1/features/${feature.value}.png${query()}`;
  const body = new FormData();
  body.append("file", file.files[0]);
  const answer = await fetch(address, { method: "POST", body });
  trouble.textContent = answer.ok ? "" : (await answer.json()).detail;
  picture.hidden = command.hidden = !answer.ok;
  if (!answer.ok) return;
  URL.revokeObjectURL(picture.src);
  picture.src = URL.createObjectURL(await answer.blob());
  picture.alt = `${feature.selectedOptions[0].text} of ${file.files[0].name}`;
  command.textContent =
    `curl -F file=@'${file.files[0].name}' '${new URL(address, location.href)}' -o ${feature.value}.png`;
}

element("try").addEventListener("submit", (event) => {
  event.preventDefault();
  show().catch((error) => { trouble.textContent = `The service did not answer: ${error.message}`; });
});
