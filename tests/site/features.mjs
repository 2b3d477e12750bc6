// What the scripts of the site are for: searching, the theme, the menu of a phone, and the way from page to page.

export async function checkFeatures(tab, root, problems) {
    const features = { findsByTitle, findsNothing, remembersTheTheme, opensTheMenu, leadsThroughAllPages, showsTips };
    for (const [name, feature] of Object.entries(features)) {
        await tab.setViewportSize({ width: 1440, height: 900 });
        await tab.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
        await tab.goto(`${root}index.html`);
        try {
            await feature(tab, root);
            console.log(`${name}: as it should`);
        } catch (error) {
            problems.push(`${name}: ${error.message}`);
        }
    }
}

async function findsByTitle(tab) {
    await tab.keyboard.press('/');
    await tab.keyboard.type('glossary');
    await tab.locator('#found [aria-selected=true]').waitFor();
    await tab.keyboard.press('Enter');
    await tab.waitForURL(/glossary\.html$/);
    await tab.keyboard.press('Control+k');
    await tab.keyboard.type('kltostandard');
    await tab.locator('#found [aria-selected=true]').waitFor();
    await tab.keyboard.press('Enter');
    await tab.waitForURL(/reference\/vaefunctional-.*#KlToStandard/);
}

async function findsNothing(tab) {
    await tab.locator('.search-button').click();
    await tab.keyboard.type('qqqqq');
    await tab.getByText('Nothing found.').waitFor();
    await tab.keyboard.press('Escape');
    expect(await tab.locator('dialog[open]').count() === 0, 'Escape does not close the search');
}

async function remembersTheTheme(tab, root) {
    const background = () => tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await background();
    await tab.locator('.theme-button').click();
    const dark = await background();
    expect(light !== dark, 'the button changes nothing');
    await tab.goto(`${root}glossary.html`);
    expect(await background() === dark, 'another page forgets the theme');
    await tab.locator('.theme-button').click();
    expect(await background() === light, 'the button does not lead back');
    await tab.evaluate(() => localStorage.clear());
}

async function opensTheMenu(tab) {
    await tab.setViewportSize({ width: 390, height: 844 });
    const link = tab.locator('.menu a[href="glossary.html"]');
    expect(!await link.isVisible(), 'the menu is open from the beginning');
    await tab.locator('.menu-button').click();
    await link.waitFor({ state: 'visible' });
    await tab.keyboard.press('Escape');
    await link.waitFor({ state: 'hidden' });
    await tab.locator('.menu-button').click();
    await link.click();
    await tab.waitForURL(/glossary\.html$/);
}

// From the front page, next after next, every page of the menu comes once.
async function leadsThroughAllPages(tab) {
    const menu = await tab.evaluate(() => [...document.querySelectorAll('.menu a')].map(link => link.href));
    const way = [];
    for (let next = tab.locator('.pager [rel=next]'); await next.count() > 0;) {
        await tab.goto(await next.evaluate(link => link.href));
        way.push(tab.url());
        if (way.length > menu.length) break;
    }
    expect(JSON.stringify(way) === JSON.stringify(menu), `the menu has ${menu.length} pages, the way ${way.length}`);
}

async function showsTips(tab, root) {
    await tab.goto(`${root}mathematics/gaussian-kl.html`);
    const name = tab.locator('pre [data-tip]').first();
    // Scrolling hides a tip, so it must have ended.
    await name.scrollIntoViewIfNeeded();
    await tab.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
    await name.hover();
    const id = await name.getAttribute('data-tip');
    await tab.locator(`[id="${id}"]`).waitFor({ state: 'visible' });
}

function expect(holds, otherwise) {
    if (!holds) throw new Error(otherwise);
}
