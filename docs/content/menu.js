// The menu of a narrow screen, and in the contents the section that is being read.
(() => {
    const button = document.querySelector('.menu-button');
    const menu = document.getElementById('menu');
    const open = yes => {
        button.setAttribute('aria-expanded', String(yes));
        document.body.classList.toggle('menu-open', yes);
        if (yes) menu.querySelector('[aria-current], a')?.focus();
    };
    button.addEventListener('click', () => open(button.getAttribute('aria-expanded') !== 'true'));
    addEventListener('keydown', event => {
        if (event.key === 'Escape' && document.body.classList.contains('menu-open')) {
            open(false);
            button.focus();
        }
    });
    document.getElementById('main').addEventListener('click', () => document.body.classList.contains('menu-open') && open(false));

    const current = menu.querySelector('[aria-current]');
    if (current && current.offsetTop > menu.clientHeight * 0.8) menu.scrollTop = current.offsetTop - menu.clientHeight / 2;

    const links = new Map([...document.querySelectorAll('.contents a')].map(link => [decodeURIComponent(link.hash.slice(1)), link]));
    const headings = [...links.keys()].map(id => document.getElementById(id)).filter(Boolean);
    if (headings.length === 0) return;
    const follow = () => {
        const read = headings.findLast(heading => heading.getBoundingClientRect().top < innerHeight / 4) ?? headings[0];
        for (const [id, link] of links) link.classList.toggle('read', id === read.id);
    };
    addEventListener('scroll', follow, { passive: true });
    follow();
})();
