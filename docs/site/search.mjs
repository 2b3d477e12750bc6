// The index of the search: a script, since pages opened from a folder may not fetch files.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function writeSearchIndex(pages, site) {
    const entries = pages.flatMap(page => page.isReference ? referenceEntries(page) : sectionEntries(page));
    writeFileSync(join(site, 'content', 'search-index.js'), `window.searchIndex = ${JSON.stringify(entries)};\n`);
}

// One entry for each section: [address, page, section, text].
function sectionEntries({ $, path, title }) {
    const entries = [[path, title, '', '']];
    $('article').find('h1, h2, h3, p, li, td, th, pre, figcaption').each((_, element) => {
        const text = plain($, element);
        if (/^h[23]$/.test(element.name)) entries.push([`${path}#${$(element).attr('id')}`, title, text, '']);
        else if (element.name !== 'h1') entries.at(-1)[3] += `${text} `;
    });
    return entries;
}

function referenceEntries({ $, path, title }) {
    const members = $('section.member').map((_, member) => [[
        `${path}#${$(member).attr('id')}`, title, plain($, $(member).children('h3')), plain($, $(member).find('.summary')),
    ]]).get();
    return [[path, title, '', plain($, $('article .about'))], ...members];
}

function plain($, element) {
    const copy = $(element).clone();
    copy.find('a.here, annotation').remove();
    return copy.text().replace(/\s+/g, ' ').trim();
}
