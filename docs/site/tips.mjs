// The tips of F# code: a signature, and of its documentation the summary.
import { load } from 'cheerio';

const longestSignature = 14;

export function tidyTips({ $ }) {
    $('.fsdocs-tip').each((_, tip) => {
        const notes = $(tip).find('em').map((_, em) => summary($(em).text())).get().filter(Boolean);
        $(tip).find('em').remove();
        $(tip).find('br').replaceWith('\n');
        const lines = $(tip).text().trim().split('\n').filter(line => !/``<Clone>\$``|\(<>\) :|\(=\) :/.test(line));
        const shown = lines.length > longestSignature ? [...lines.slice(0, longestSignature), '  ...'] : lines;
        $(tip).empty().append($('<code></code>').text(shown.join('\n').trim()));
        if (notes.length > 0) $(tip).append($('<p></p>').text(notes[0]));
    });
    // A tip without a text is none.
    const empty = new Set($('.fsdocs-tip').filter((_, tip) => $(tip).text().trim() === '').map((_, tip) => $(tip).attr('id')).get());
    $('.fsdocs-tip').filter((_, tip) => empty.has($(tip).attr('id'))).remove();
    $('[data-fsdocs-tip]').each((_, element) => {
        const id = $(element).attr('data-fsdocs-tip');
        $(element).removeAttr('data-fsdocs-tip').removeAttr('data-fsdocs-tip-unique');
        if (!empty.has(id)) $(element).attr('data-tip', id);
    });
}

function summary(text) {
    const documentation = text.replace(/\u00a0/g, ' ');
    const $ = load(documentation, { xml: true });
    $('see').each((_, see) => $(see).replaceWith(($(see).attr('cref') ?? '').split(/[.:]/).at(-1)));
    const part = $('summary').first();
    return (part.length > 0 ? part.text() : documentation.includes('<') ? '' : documentation).replace(/\s+/g, ' ').trim();
}
