// The reference: what fsdocs found out about a type, in the form of a page to read.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const rooms = JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'rooms.json'), 'utf8'));
const library = 'src/VaeFunctional';

// Further packages whose types are in the same namespace, each a group of its own after the rooms of the core.
const packages = readdirSync('src').filter(name => name.startsWith('VaeFunctional.') && name !== 'VaeFunctional.FSharp');

const introductions = {
    'reference/vaefunctional.html': ['C# core', 'What C# and F# both call, in the order in which it builds up, then the further packages.'],
    'reference/vaefunctional-fsharp.html': ['F# modules', 'Curried, data-last functions where a pipeline wants them, and total active patterns.'],
};

export function rewriteReference(page, problems) {
    const { $ } = page;
    if (page.path === 'reference/index.html') writeIndex(page);
    else if (page.path in introductions) writeNamespace(page, problems);
    else writeType(page);
}

function writeIndex(page) {
    page.title = 'Reference';
    page.inReferenceMenu = true;
    const items = Object.entries(introductions).map(([path, [name, about]]) => `<dt><a href="/${path}">${name}</a></dt><dd>${about}</dd>`);
    page.$('article').html(`<h1>Reference</h1><div class="about"><p>Every public type and module, from the documentation in the source.</p></div><dl class="types">${items.join('')}</dl>`);
}

function writeNamespace(page, problems) {
    const { $ } = page;
    const [name, about] = introductions[page.path];
    const namespace = $('article h2').first().text().replace('Namespace', '').trim();
    page.title = name;
    page.inReferenceMenu = true;
    page.index = Object.keys(introductions).indexOf(page.path) + 1;
    const types = $('td.fsdocs-entity-name').map((_, cell) => {
        const link = $(cell).find('a[href]');
        return { name: link.text().trim(), href: link.attr('href'), about: $(cell).next().find('.fsdocs-summary').html()?.trim() ?? '' };
    }).get();
    const groups = page.path.endsWith('-fsharp.html') ? [['', types]] : byRoom(types, problems);
    $('article').html(`<h1>${name}</h1><div class="about"><p>${about} Namespace <code>${namespace}</code>.</p></div>` + groups.map(([room, members]) =>
        (room ? `<h2>${room}</h2>` : '') + `<dl class="types">${members.map(type => `<dt><a href="${type.href}"><code>${escape(type.name)}</code></a></dt><dd>${type.about}</dd>`).join('')}</dl>`).join(''));
}

// A type belongs to the room, or else the package, of the file that has its name, or else of the file that declares it.
function byRoom(types, problems) {
    const sources = (folder, groupOf) => readdirSync(folder, { recursive: true })
        .filter(path => path.endsWith('.cs') && !/^(bin|obj)[\\/]/.test(path))
        .map(path => ({ path: join(folder, path), group: groupOf(path) }));
    const files = [
        ...sources(library, path => path.split(/[\\/]/)[0]).filter(file => rooms.includes(file.group)),
        ...packages.flatMap(name => sources(join('src', name), () => name)),
    ];
    const groupOf = name => {
        const bare = name.replace(/<.*/, '');
        const declaration = new RegExp(`\\b(class|record|struct|enum|interface|delegate \\S+) ${bare}\\b`);
        const file = files.find(file => basename(file.path, '.cs') === bare) ?? files.find(file => declaration.test(readFileSync(file.path, 'utf8')));
        if (!file) problems.push(`reference: no room of ${library} and no other package declares ${name}`);
        return file?.group;
    };
    const placed = types.map(type => ({ ...type, group: groupOf(type.name) }));
    return [...rooms.map(room => [room, spaced(room)]), ...packages.map(name => [name, `Package ${name}`])]
        .map(([group, heading]) => [heading, placed.filter(type => type.group === group)])
        .filter(([, members]) => members.length > 0);
}

function writeType(page) {
    const { $ } = page;
    const heading = $('article h2').first();
    const [, name, kind] = /^(.*) (\w+)$/s.exec(heading.text().trim().replace(/\s+/g, ' '));
    page.title = name;
    const facts = $('dl.fsdocs-metadata').first();
    const namespace = facts.find('a').first();
    const kin = facts.children('dt').slice(2).find('a[href^="/reference/"]').map((_, link) => $(link).attr('href')).get();
    page.bases = [...new Set(kin)].map(href => href.slice(1)).filter(path => path !== page.path);
    const terms = page.bases.length > 0 ? '<p class="fact">Is also ' + page.bases.map(path => `<a href="/${path}"></a>`).join(', ') + '</p>' : '';
    const about = $('.fsdocs-xmldoc').first();
    const groups = $('article h3').map((_, group) => {
        const rows = $(group).next('table').children('tbody').children('tr').get().map(row => member($, row)).filter(Boolean);
        return rows.length > 0 ? `<h2>${$(group).text().trim()}</h2>${rows.join('')}` : '';
    }).get().join('');
    const nested = $('table.fsdocs-entity-list').map((_, table) => $.html(table)).get().join('');
    $('article').html(`<p class="kind">${kind} of <a href="${namespace.attr('href')}">${namespace.text().trim()}</a></p>`
        + `<h1 id="${escape(name.replace(/<.*/, '').toLowerCase())}"><code>${escape(name)}</code></h1><div class="about">${documentation($, about)}</div>${terms}${nested}${groups}`);
    makeNamesUnique($);
}

// What the compiler adds to records, and comparisons without a word of their own, say nothing.
const generated = new Set(['``<Clone>$``', '(=)', '(<>)']);
const comparisons = new Set(['Equals', 'GetHashCode', 'ToString', 'CompareTo', 'EqualityContract']);

function member($, row) {
    const usage = $(row).find('.fsdocs-tip code').first();
    const about = $(row).children('td.fsdocs-member-xmldoc');
    const name = $(row).find('a[id]').first().attr('id') ?? '';
    const summary = about.find('p.fsdocs-summary').first();
    const text = usage.text().replace(/\s+/g, ' ').trim();
    const isConstructor = name === '``.ctor``';
    const undocumented = summary.length === 0;
    if (generated.has(name) || (undocumented && comparisons.has(name)) || (undocumented && isConstructor && /\((original)?\)$/.test(text))) return '';
    const id = isConstructor ? 'constructor' : identifier(name, about);
    const returns = about.find('dl.fsdocs-returns').first();
    const type = isConstructor ? '' : returns.find('dt code').first().html();
    const shortName = isConstructor ? text.split('(')[0] : /^\w+$/.test(name) ? name : text;
    return `<section class="member" id="${id}"><h3 data-short="${escape(shortName)}"><a href="#${id}"><code>${signature($, text, about)}</code></a>${type ? `<span class="returns"><code>${type}</code></span>` : ''}</h3>`
        + `<div class="summary">${undocumented ? '' : `<p>${summary.html().trim()}</p>`}</div>`
        + remarks($, about) + parameters($, about) + outcome(returns) + exceptions($, about) + '</section>';
}

// fsdocs writes this.Apply, be it a property or a method, without its parameters.
function signature($, text, about) {
    if (!text.startsWith('this.') || text.includes('(')) return escape(text.replace(/^this\./, ''));
    const names = about.find('dl.fsdocs-params .fsdocs-param-name').map((_, name) => $(name).text().trim()).get();
    const isMethod = names.length > 0 || /'M:/.test(about.find('[onclick]').first().attr('onclick') ?? '');
    return escape(text.slice('this.'.length)) + (isMethod ? `(${escape(names.join(', '))})` : '');
}

// Operators and patterns go by the name that the compiler gives them.
function identifier(name, about) {
    if (/^\w+$/.test(name)) return name;
    const compiled = /\.(\w+)\\?'/.exec(about.find('[onclick]').first().attr('onclick') ?? '');
    return compiled?.[1] ?? (name.replace(/\W/g, '') || 'operator');
}

function documentation($, about) {
    const summary = about.find('p.fsdocs-summary').first();
    return (summary.length > 0 ? `<p class="lead">${summary.html().trim()}</p>` : '') + remarks($, about) + exceptions($, about);
}

function remarks($, about) {
    const text = about.find('.fsdocs-remarks').map((_, part) => $(part).html().trim()).get().join(' ');
    return text ? `<div class="remarks"><p>${text}</p></div>` : '';
}

function parameters($, about) {
    const entries = about.find('dl.fsdocs-params > dt').map((_, term) => {
        const meaning = $(term).next('dd').text().trim() ? $(term).next('dd').find('p').first().html().trim() : '';
        return `<dt><code>${escape($(term).find('.fsdocs-param-name').text().trim())}</code> <span class="type"><code>${$(term).children('code').html()}</code></span></dt><dd>${meaning}</dd>`;
    }).get();
    return entries.length > 0 ? `<dl class="parameters">${entries.join('')}</dl>` : '';
}

function outcome(returns) {
    const meaning = returns.find('dd');
    return meaning.text().trim() ? `<p class="outcome"><span>Returns</span> ${meaning.html().trim().replace(/^<p>|<\/p>$/g, '')}</p>` : '';
}

function exceptions($, about) {
    const rows = about.find('table.fsdocs-exception-list tr').map((_, row) => {
        const cells = $(row).find('td');
        return cells.length > 1 ? `<dt>${$(cells[0]).html().trim()}</dt><dd>${$(cells[1]).html().trim()}</dd>` : '';
    }).get().join('');
    return rows ? `<dl class="exceptions">${rows}</dl>` : '';
}

// What a member inherits its documentation from says it on another page.
export function inheritDocumentation(pages) {
    const byPath = new Map(pages.map(page => [page.path, page]));
    for (const page of pages.filter(page => page.bases)) {
        const { $ } = page;
        const bases = page.bases.map(path => byPath.get(path)).filter(Boolean);
        $('p.fact a').each((_, link) => $(link).text(byPath.get($(link).attr('href').slice(1)).title));
        $('section.member').each((_, section) => {
            const summary = $(section).children('.summary');
            const base = summary.text().trim() ? undefined : bases.find(base => inherited(base, $(section).attr('id')));
            if (base) summary.html(inherited(base, $(section).attr('id')));
        });
    }
}

function inherited({ $ }, id) {
    return $('section.member').filter((_, section) => $(section).attr('id') === id).children('.summary').html()?.trim();
}

// Overloads share a name.
function makeNamesUnique($) {
    const seen = new Map();
    $('section.member').each((_, section) => {
        const id = $(section).attr('id');
        const count = (seen.get(id) ?? 0) + 1;
        seen.set(id, count);
        if (count > 1) {
            $(section).attr('id', `${id}-${count}`);
            $(section).find('h3 > a').first().attr('href', `#${id}-${count}`);
        }
    });
}

function spaced(room) {
    return room.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').replace(/ [A-Z]/g, word => word.toLowerCase());
}

function escape(text) {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
