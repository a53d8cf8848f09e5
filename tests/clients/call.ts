// What a caller does with the client that openapi-ts generates: URL, sound, folder.

import { readFileSync, writeFileSync } from "node:fs";
import { melJson, melNpy, replay, type ToneSpec } from "./generated";
import { client } from "./generated/client.gen";

const [url, sound, folder] = process.argv.slice(2);
const RECEIPT = "sonograph-receipt";

const write = (name: string, data: string | Uint8Array) => writeFileSync(`${folder}/${name}`, data);
const writeBlob = async (name: string, blob: Blob) =>
  write(name, new Uint8Array(await blob.arrayBuffer()));
const writeJson = (name: string, value: unknown) => write(name, JSON.stringify(value));

async function main() {
  client.setConfig({ baseUrl: url });
  const wav = new Blob([readFileSync(sound)]);
  // of several media types openapi-ts takes JSON alone: a file is none of its `body`
  const file = {
    body: wav as unknown as ToneSpec,
    bodySerializer: null,
    headers: { "Content-Type": "audio/wav" },
    throwOnError: true,
  } as const;
  const tones: ToneSpec = {
    sample_rate: 16000,
    sound: {
      type: "sequence",
      of: [
        { type: "sine", frequency: 500, duration: 0.5 },
        { type: "noise", color: "pink", seed: 7 },
      ],
    },
  };

  const mel = await melNpy({ ...file, query: { n_mels: 40, fmax: "none" } });
  await writeBlob("file.npy", mel.data);
  await writeBlob("tones.npy", (await melNpy({ body: tones, throwOnError: true })).data);
  const preset = await melNpy({ ...file, query: { preset: "whisper-80" } });
  await writeBlob("preset.npy", preset.data);
  writeJson("answer.json", (await melJson(file)).data);
  const receipt = mel.response.headers.get(RECEIPT)!;
  const again = await replay({ body: { file: wav, receipt }, throwOnError: true });
  await writeBlob("replayed.npy", again.data);
  writeJson("refusal.json", (await melNpy({ body: tones, query: { n_fft: 0 } })).error);
}

void main();
