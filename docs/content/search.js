// A search that needs no network: the index is a script beside this one, loaded when it is first asked for.
(() => {
    const dialog = document.querySelector('dialog.search');
    const input = dialog.querySelector('input');
    const list = dialog.querySelector('ul');
    const nothing = dialog.querySelector('.nothing');
    const root = document.documentElement.dataset.root;
    const most = 12;
    let loading;
    let selected = -1;

    const load = () => loading ??= new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.src = `${root}content/search-index.js`;
        script.onload = () => resolve(window.searchIndex.map(([address, page, section, text]) => ({
            address, page, section, text, names: `${page} ${section}`.toLowerCase(), words: text.toLowerCase(),
        })));
        script.onerror = reject;
        document.head.append(script);
    });

    const open = () => {
        dialog.showModal();
        input.select();
        void load();
    };

    // Every word must occur; a word of a title counts more than one of a text, and a beginning more than a middle.
    const score = (entry, words) => {
        let sum = 0;
        for (const word of words) {
            const inNames = entry.names.indexOf(word);
            const inWords = inNames < 0 ? entry.words.indexOf(word) : 0;
            if (inNames < 0 && inWords < 0) return 0;
            const begins = inNames === 0 || (inNames > 0 && !/[\p{L}\p{N}]/u.test(entry.names[inNames - 1]));
            sum += inNames < 0 ? 1 : begins ? 12 : 6;
            if (entry.section === '' && entry.page.toLowerCase() === word) sum += 20;
        }
        return sum + (entry.section === '' ? 2 : 0) + 4 / (4 + entry.names.length);
    };

    const excerpt = (text, word) => {
        const at = Math.max(0, text.toLowerCase().indexOf(word) - 40);
        return (at > 0 ? '... ' : '') + text.slice(at, at + 140) + (at + 140 < text.length ? ' ...' : '');
    };

    const marked = (text, words) => {
        const part = document.createElement('span');
        const pattern = new RegExp(`(${words.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'gi');
        for (const [index, piece] of text.split(pattern).entries()) part.append(index % 2 === 1 ? Object.assign(document.createElement('mark'), { textContent: piece }) : piece);
        return part;
    };

    const item = (entry, words, index) => {
        const link = document.createElement('a');
        link.href = root + entry.address;
        const title = document.createElement('strong');
        title.append(marked(entry.section || entry.page, words));
        const place = document.createElement('small');
        place.textContent = entry.section ? entry.page : '';
        const about = document.createElement('p');
        about.append(marked(excerpt(entry.text, words[0]), words));
        link.append(title, place, about);
        const row = document.createElement('li');
        row.id = `found-${index}`;
        row.setAttribute('role', 'option');
        row.append(link);
        return row;
    };

    const select = index => {
        const rows = [...list.children];
        selected = rows.length === 0 ? -1 : (index + rows.length) % rows.length;
        rows.forEach((row, at) => row.setAttribute('aria-selected', String(at === selected)));
        rows[selected]?.scrollIntoView({ block: 'nearest' });
        if (selected < 0) input.removeAttribute('aria-activedescendant');
        else input.setAttribute('aria-activedescendant', rows[selected].id);
    };

    const search = async () => {
        const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
        const entries = await load();
        const found = words.length === 0 ? [] : entries
            .map(entry => ({ entry, score: score(entry, words) }))
            .filter(candidate => candidate.score > 0)
            .sort((a, b) => b.score - a.score)
            .slice(0, most);
        list.replaceChildren(...found.map(({ entry }, index) => item(entry, words, index)));
        nothing.textContent = words.length > 0 && found.length === 0 ? 'Nothing found.' : '';
        select(0);
    };

    document.querySelector('.search-button').addEventListener('click', open);
    input.addEventListener('input', search);
    dialog.addEventListener('click', event => {
        if (event.target === dialog || event.target.closest('li a')) dialog.close();
    });
    dialog.addEventListener('keydown', event => {
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            select(selected + (event.key === 'ArrowDown' ? 1 : -1));
        } else if (event.key === 'Escape') {
            dialog.close();
        } else if (event.key === 'Enter' && event.target === input) {
            event.preventDefault();
            list.children[selected]?.querySelector('a').click();
        }
    });
    addEventListener('keydown', event => {
        const typing = event.target.closest?.('input, textarea, [contenteditable]');
        if (dialog.open || typing || !(event.key === '/' || (event.key === 'k' && (event.ctrlKey || event.metaKey)))) return;
        event.preventDefault();
        open();
    });
})();
