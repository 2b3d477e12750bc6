// Charts in files of their own become part of the page, so that they follow its theme.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export function inlineCharts(page, written, problems) {
    const { $ } = page;
    $('img[src$=".svg"]').each((_, image) => {
        // Such charts hold long texts, so a narrow screen scrolls them.
        const seen = $(image).attr('alt');
        try {
            const svg = readFileSync(join(written, dirname(page.path), $(image).attr('src')), 'utf8');
            const figure = $('<figure class="chart broad" tabindex="0"></figure>').append(svg.slice(svg.indexOf('<svg')));
            const paragraph = $(image).parent('p');
            (paragraph.length > 0 && paragraph.text().trim() === '' ? paragraph : $(image)).replaceWith(figure);
            if (seen) figure.children('svg').attr('aria-label', seen);
        } catch {
            problems.push(`${page.path}: there is no chart ${$(image).attr('src')}`);
        }
    });
    // The picture itself is described by the figure around it.
    $('figure[role=img]').removeAttr('role').each((_, figure) => {
        $(figure).addClass('chart').children('svg').attr({ role: 'img', 'aria-label': $(figure).attr('aria-label') });
        $(figure).removeAttr('aria-label');
    });
    $('figure svg').each((_, svg) => {
        $(svg).attr('style', `max-width: ${$(svg).attr('width')}px`).removeAttr('width').removeAttr('height');
    });
    $('img').each((_, image) => {
        if (!$(image).attr('alt')) problems.push(`${page.path}: a picture has no text: ${($(image).attr('src') ?? '').slice(0, 60)}`);
    });
}
