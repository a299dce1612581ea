// The archives of a Chromium that npm brings become a browser in the folder TMPDIR names.
import { inflate } from "@sparticuz/chromium";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const package_ = dirname(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")));
for (const archive of ["chromium.br", "fonts.tar.br", "al2023.tar.br"]) {
    await inflate(join(package_, "bin", archive));
}
