// Code: fsdocs marks up F#, since it has compiled it; everything else is highlighted here.
import bash from 'highlight.js/lib/languages/bash';
import csharp from 'highlight.js/lib/languages/csharp';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import xml from 'highlight.js/lib/languages/xml';
import hljs from 'highlight.js/lib/core';

const languages = { bash, csharp, json, python, xml };
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);

// What fsdocs writes where a value should stand that it does not have, or could not show.
const missing = /^(Error: |No value returned by any evaluator|Could not find reference|Not evaluated)/;

export function highlight(page, problems) {
    const { $ } = page;
    // fsdocs puts code of other languages, and what a snippet printed or returned, into tables.
    $('table.pre').each((_, table) => {
        const code = $(table).find('code').first();
        if (code.attr('lang')) {
            $(table).replaceWith($('<pre></pre>').append(code));
            return;
        }
        const output = code.text();
        if (missing.test(output)) problems.push(`${page.source}: a value or an output is missing (${output.trim()})`);
        $(table).replaceWith($('<div class="output"></div>').append($('<pre></pre>').append($('<code></code>').text(output.trimEnd()))));
    });
    $('pre > code').each((_, code) => {
        const language = $(code).attr('lang');
        if (language in languages) $(code).html(hljs.highlight($(code).text(), { language }).value);
        const last = $(code).contents().last();
        if (last[0]?.type === 'text') last[0].data = last[0].data.trimEnd();
    });
    // In the cells of a table fsdocs leaves the backslash of an escaped bar.
    $('td, th').find('*').addBack().contents().each((_, node) => {
        if (node.type === 'text') node.data = node.data.replaceAll('\\|', '|');
    });
    // A wide box scrolls by itself, by keyboard too.
    $('pre').attr('tabindex', '0');
    $('article table').not('.output table').each((_, table) => {
        $(table).wrap('<div class="wide" tabindex="0" role="group" aria-label="Table"></div>');
    });
}
