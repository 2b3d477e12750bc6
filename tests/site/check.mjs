// node check.mjs SITE [SCREENSHOTS]: opens every page of the site from its folder, as a reader without a network would.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withBrowser } from './browser.mjs';
import { checkFeatures } from './features.mjs';
import { checkLinks } from './links.mjs';
import { visit } from './visit.mjs';

const [site, screenshots] = process.argv.slice(2);
const folder = resolve(site);
const problems = [];
const pages = readdirSync(folder, { recursive: true }).filter(path => path.endsWith('.html')).sort()
    .map(path => ({ path, address: pathToFileURL(join(folder, path)).href }));
if (pages.length === 0) throw new Error(`There are no pages in ${folder}.`);

await withBrowser(async context => {
    const tab = await context.newPage();
    const visited = [];
    for (const page of pages) visited.push(await visit(tab, page, screenshots, problems));
    checkLinks(visited, pathToFileURL(`${folder}/`).href, problems);
    await checkFeatures(tab, pathToFileURL(`${folder}/`).href, problems);
});

for (const problem of problems) console.error(problem);
console.log(`${pages.length} pages opened, ${problems.length} problems`);
process.exit(problems.length > 0 ? 1 : 0);
