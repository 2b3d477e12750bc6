// The menu, the way from page to page, and the contents of a page.

const sections = { reference: ['Reference', 100], decisions: ['Decisions', 200] };

export function arrange(pages, problems) {
    for (const page of pages) place(page, problems);
    const chapters = groupByCategory(pages.filter(page => page.inMenu));
    const order = chapters.flatMap(chapter => chapter.pages);
    for (const page of pages) {
        const { $ } = page;
        $('title').text(page.path === 'index.html' ? 'VaeFunctional' : `${page.title} - VaeFunctional`);
        $('body').addClass(page.isReference ? 'reference' : page.path === 'index.html' ? 'front' : 'page');
        $('nav.menu').html(menu(chapters, page));
        $('nav.pager').html(pager(order, page));
        $('aside.contents').html(contents(page));
        if ($('.tips').text().trim() === '') $('.tips').remove();
    }
}

// A page says in its front matter where it belongs; decisions and reference stand in the order of their files.
function place(page, problems) {
    const folder = page.path.split('/')[0];
    const heading = page.$('article h1').first().clone();
    heading.find('annotation').remove();
    page.title ??= heading.text().trim();
    if (!page.title) problems.push(`${page.path}: a page needs a heading`);
    if (page.$('article h1').length > 1) problems.push(`${page.path}: a page has one heading of the first level`);
    page.inMenu = page.path !== 'index.html' && (!page.isReference || page.inReferenceMenu === true);
    if (folder in sections) {
        [page.category, page.categoryIndex] = sections[folder];
        page.index = page.path.endsWith('/index.html') ? -1 : page.index || 0;
        if (page.index < 0) page.menuTitle = 'Overview';
    } else if (page.inMenu && !(page.category && page.categoryIndex >= 0 && page.index >= 0)) {
        problems.push(`${page.source ?? page.path}: the front matter lacks category, categoryindex or index`);
    }
}

function groupByCategory(pages) {
    const byPlace = (a, b) => a.categoryIndex - b.categoryIndex || a.index - b.index || (a.path < b.path ? -1 : 1);
    const sorted = pages.toSorted(byPlace);
    return [...new Set(sorted.map(page => page.category))].map(name => ({ name, pages: sorted.filter(page => page.category === name) }));
}

function menu(chapters, page) {
    return chapters.map(chapter => {
        const items = chapter.pages.map(other => `<li><a href="/${other.path}"${other === page ? ' aria-current="page"' : ''}>${escape(other.menuTitle ?? other.title)}</a></li>`);
        const here = chapter.pages.includes(page) || (page.category === chapter.name);
        const open = here || chapter.name !== 'Decisions';
        return `<details${open ? ' open' : ''}><summary>${escape(chapter.name)}</summary><ul>${items.join('')}</ul></details>`;
    }).join('');
}

function pager(order, page) {
    const at = order.indexOf(page);
    const link = (other, rel, word) => other
        ? `<a rel="${rel}" href="/${other.path}"><span>${word}</span>${escape(other.title)}</a>`
        : '';
    if (page.path === 'index.html') return link(order[0], 'next', 'Begin');
    return at < 0 ? '' : link(order[at - 1], 'prev', 'Previous') + link(order[at + 1], 'next', 'Next');
}

function contents({ $ }) {
    const headings = $('article').find('h2, section.member > h3').get();
    if (headings.length < 2) return '';
    const items = headings.map(heading => {
        const text = $(heading).clone();
        text.find('a.here, annotation').remove();
        const id = $(heading).attr('id') ?? $(heading).parent().attr('id');
        const label = $(heading).attr('data-short') ? escape($(heading).attr('data-short')) : text.html();
        return `<li class="${heading.name}"><a href="#${id}">${label.replace(/<a [^>]*>|<\/a>/g, '')}</a></li>`;
    });
    return `<p>On this page</p><ul>${items.join('')}</ul>`;
}

function escape(text) {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
