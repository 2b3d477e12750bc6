// Headings: names for links, as a forge gives them, so that the same link works there and here.

export function giveHeadingsNames({ $ }) {
    const taken = new Set($('[id]').map((_, element) => $(element).attr('id')).get());
    $('article').find('h1, h2, h3, h4').each((_, heading) => {
        const anchor = $(heading).children('a.anchor');
        if (anchor.length > 0) anchor.replaceWith(anchor.contents());
        if (!$(heading).attr('id')) $(heading).attr('id', unused(slug($(heading).clone().find('annotation').remove().end().text()), taken));
        const id = $(heading).attr('id');
        if (!$(heading).is('h1') && $(heading).find('a').length === 0) $(heading).append(`<a class="here" href="#${id}" aria-label="Link to this section">#</a>`);
    });
}

function slug(text) {
    return text.trim().toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');
}

function unused(name, taken) {
    let id = name;
    for (let number = 1; taken.has(id); number++) id = `${name}-${number}`;
    taken.add(id);
    return id;
}
