// node build.mjs WRITTEN SITE: finishes the pages that fsdocs wrote and puts them, with what they need, into SITE.
import { writeAssets } from './assets.mjs';
import { highlight } from './code.mjs';
import { renderFormulas } from './formulas.mjs';
import { giveHeadingsNames } from './headings.mjs';
import { arrange } from './layout.mjs';
import { inlineCharts } from './charts.mjs';
import { resolveLinks } from './links.mjs';
import { readPages, writePage } from './pages.mjs';
import { inheritDocumentation, rewriteReference } from './reference.mjs';
import { writeSearchIndex } from './search.mjs';
import { tidyTips } from './tips.mjs';

const [written, site] = process.argv.slice(2);
const problems = [];
const pages = readPages(written, problems);

for (const page of pages.filter(page => page.isReference)) rewriteReference(page, problems);
inheritDocumentation(pages);
for (const page of pages) {
    renderFormulas(page, problems);
    highlight(page, problems);
    tidyTips(page);
    inlineCharts(page, written, problems);
    giveHeadingsNames(page);
}
arrange(pages, problems);
resolveLinks(pages, written, problems);

if (problems.length > 0) {
    console.error(problems.join('\n'));
    console.error(`${problems.length} problems; no site was written.`);
    process.exit(1);
}

for (const page of pages) writePage(page, site);
writeAssets(written, site);
writeSearchIndex(pages, site);
console.log(`${pages.length} pages in ${site}`);
