// Loaded before anything is drawn: the theme that was chosen, or else the one of the system.
(() => {
    const root = document.documentElement;
    const dark = matchMedia('(prefers-color-scheme: dark)');

    // A page opened from a folder may have no storage.
    const remembered = () => { try { return localStorage.getItem('theme'); } catch { return null; } };
    const remember = theme => { try { localStorage.setItem('theme', theme); } catch { /* It lasts as long as the page. */ } };

    const show = () => {
        root.dataset.theme = remembered() ?? root.dataset.chosen ?? (dark.matches ? 'dark' : 'light');
        document.querySelector('.theme-button')?.setAttribute('aria-pressed', String(root.dataset.theme === 'dark'));
    };

    root.classList.add('scripted');
    show();
    dark.addEventListener('change', show);
    addEventListener('storage', show);
    addEventListener('DOMContentLoaded', () => {
        show();
        document.querySelector('.theme-button').addEventListener('click', () => {
            root.dataset.chosen = root.dataset.theme === 'dark' ? 'light' : 'dark';
            remember(root.dataset.chosen);
            show();
        });
    });
})();
