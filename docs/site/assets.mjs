// Styles, scripts, fonts and pictures.
import { copyFileSync, cpSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = join(dirname(fileURLToPath(import.meta.url)), 'node_modules');

const fonts = {
    'source-serif.woff2': '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
    'source-serif-italic.woff2': '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2',
    'stix-math.woff2': '@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2',
    'source-serif-license.txt': '@fontsource-variable/source-serif-4/LICENSE',
    'stix-math-license.txt': '@fontsource/stix-two-math/LICENSE',
};

export function writeAssets(written, site) {
    for (const folder of ['content', 'images']) {
        if (existsSync(join(written, folder))) cpSync(join(written, folder), join(site, folder), { recursive: true });
    }
    mkdirSync(join(site, 'content', 'fonts'), { recursive: true });
    for (const [name, file] of Object.entries(fonts)) copyFileSync(join(modules, file), join(site, 'content', 'fonts', name));
}
