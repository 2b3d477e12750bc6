// One page, at the width of a phone and of a desk: it asks no other host, nothing fails, nothing runs over the edge.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const widths = [390, 1440];

// Pages that are looked at in the dark too.
const dark = /^(index|mathematics\/|performance|reference\/vaefunctional-mlp)/;

export async function visit(tab, page, screenshots, problems) {
    const complain = what => problems.push(`${page.path}: ${what}`);
    const listeners = {
        request: request => {
            if (!/^(file|data|blob):/.test(request.url())) complain(`asks for ${request.url()}`);
        },
        requestfailed: request => complain(`${request.url()} failed: ${request.failure()?.errorText}`),
        console: message => {
            if (['error', 'warning'].includes(message.type())) complain(`says ${message.text()}`);
        },
        pageerror: error => complain(`throws ${error.message}`),
    };
    for (const [event, listener] of Object.entries(listeners)) tab.on(event, listener);

    await tab.emulateMedia({ colorScheme: 'light' });
    for (const width of widths) {
        await tab.setViewportSize({ width, height: width < 600 ? 844 : 900 });
        await tab.goto(page.address, { waitUntil: 'load' });
        await tab.evaluate(() => document.fonts.ready);
        for (const element of await tab.evaluate(runningOver)) complain(`at ${width} pixels ${element}`);
        await shoot(tab, screenshots, page, `${width}`);
        if (dark.test(page.path)) {
            await tab.emulateMedia({ colorScheme: 'dark' });
            await shoot(tab, screenshots, page, `${width}-dark`);
            await tab.emulateMedia({ colorScheme: 'light' });
        }
    }
    const facts = await tab.evaluate(describe);
    for (const [event, listener] of Object.entries(listeners)) tab.off(event, listener);
    for (const fault of facts.faults) complain(fault);
    return { ...page, ...facts };
}

async function shoot(tab, screenshots, page, name) {
    if (!screenshots) return;
    const file = join(screenshots, `${page.path.replace(/\.html$/, '')}-${name}.png`);
    mkdirSync(dirname(file), { recursive: true });
    await tab.screenshot({ path: file, fullPage: true });
}

// In the page: what is wider than the window, outside of boxes that scroll by themselves.
function runningOver() {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.body.querySelectorAll('*')].filter(element => element.getBoundingClientRect().right > width + 1 && getComputedStyle(element).visibility !== 'hidden');
    return [`it is ${document.documentElement.scrollWidth} wide, by ${wide.slice(0, 3).map(element => `<${element.tagName.toLowerCase()} class="${element.className}">`).join(', ')}`];
}

// In the page: its links and names, and what a reader who does not see it would miss.
function describe() {
    const all = selector => [...document.querySelectorAll(selector)];
    const ids = all('[id]').map(element => element.id);
    const faults = [
        ...ids.filter((id, index) => ids.indexOf(id) !== index).map(id => `two elements have the name ${id}`),
        ...all('img').filter(image => !image.alt).map(image => `a picture has no text: ${image.src.slice(0, 80)}`),
        ...all('img').filter(image => image.naturalWidth === 0).map(image => `a picture cannot be shown: ${image.src.slice(0, 80)}`),
        ...all('svg[role=img]').filter(image => !image.ariaLabel).map(() => 'a chart has no text'),
        ...all('a, button').filter(element => !element.textContent.trim() && !element.ariaLabel).map(element => `without a name: ${element.outerHTML.slice(0, 80)}`),
        ...(all('h1').length === 1 ? [] : [`${all('h1').length} headings of the first level`]),
        ...(all('main').length === 1 && all('nav').length > 0 && document.documentElement.lang ? [] : ['it lacks landmarks or a language']),
    ];
    return { faults, ids, links: all('a[href]').map(link => link.href) };
}
