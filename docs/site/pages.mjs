// Pages: where they stand, and what their front matter says.
import { load } from 'cheerio';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const sources = 'docs';

// A script that pages load is no page.
const hidden = new Set(['prelude.html']);

export function readPages(written, problems) {
    const pages = readdirSync(written, { recursive: true })
        .map(path => path.replaceAll('\\', '/'))
        .filter(path => path.endsWith('.html') && !hidden.has(path))
        .sort()
        .map(path => readPage(written, path));
    // The prelude reports the exceptions of a page that loads it.
    for (const page of pages) {
        if (page.source?.endsWith('.fsx') && !/^#load ".*prelude\.fsx"/m.test(readFileSync(page.source, 'utf8'))) {
            problems.push(`${page.source}: it does not load prelude.fsx`);
        }
    }
    return pages;
}

export function writePage(page, site) {
    const file = join(site, page.path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, page.$.html());
}

function readPage(written, path) {
    const $ = load(readFileSync(join(written, path), 'utf8'));
    const source = ['.md', '.fsx'].map(extension => join(sources, path.replace(/\.html$/, extension))).find(existsSync);
    const matter = source ? frontMatter(readFileSync(source, 'utf8')) : {};
    return {
        path: path.replace(/README\.html$/, 'index.html'),
        source,
        isReference: path.startsWith('reference/'),
        title: matter.title,
        category: matter.category,
        categoryIndex: Number(matter.categoryindex),
        index: Number(matter.index),
        $,
    };
}

// The lines "name: value" between two lines of three dashes at the top of a page, or of the first comment of a script.
function frontMatter(text) {
    const lines = /^(?:\(\*\*\s*)?---\n(.*?)^---$/ms.exec(text.replaceAll('\r\n', '\n'));
    if (!lines || lines.index !== 0) return {};
    return Object.fromEntries(lines[1].split('\n').map(line => /^(\w+):\s*(.*)$/.exec(line)).filter(Boolean).map(match => [match[1], match[2].trim()]));
}
