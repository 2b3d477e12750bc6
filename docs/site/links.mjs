// Links: relative, so that the site works from any folder, and never dead.
import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

export function resolveLinks(pages, written, problems) {
    const byPath = new Map(pages.map(page => [page.path, { page, anchors: anchorsOf(page) }]));
    for (const page of pages) {
        const { $ } = page;
        const repository = $('html').attr('data-repository')?.replace(/\/$/, '');
        for (const [selector, attribute] of [['a[href]', 'href'], ['link[href]', 'href'], ['script[src]', 'src'], ['img[src]', 'src']]) {
            $(selector).each((_, element) => {
                const link = $(element).attr(attribute);
                const resolved = resolve(link, page, byPath, written, repository);
                if (resolved === undefined) problems.push(`${page.source ?? page.path}: a dead link to ${link}`);
                else $(element).attr(attribute, resolved);
            });
        }
        $('html').removeAttr('data-repository').attr('data-root', '../'.repeat(page.path.split('/').length - 1));
    }
}

function resolve(link, page, byPath, written, repository) {
    if (/^(https?|data|mailto):/.test(link)) return link;
    const [, path, anchor] = /^([^#]*)(?:#(.*))?$/.exec(link);
    const target = path === '' ? page.path : asPage(fromRoot(path, page));
    const known = byPath.get(target) ?? byPath.get(posix.join(target, 'index.html'));
    if (known) {
        const name = anchor === undefined ? undefined : anchorIn(known.anchors, decodeURIComponent(anchor));
        if (anchor !== undefined && name === undefined) return undefined;
        const relative = known.page === page && name !== undefined ? '' : posix.relative(posix.dirname(page.path), known.page.path);
        return name === undefined ? relative : `${relative}#${name}`;
    }
    if (isFile(join(written, target)) || target.startsWith('content/')) return posix.relative(posix.dirname(page.path), target);
    // What the repository holds and the site does not.
    const inRepository = posix.normalize(posix.join('docs', fromRoot(path, page)));
    if (inRepository.startsWith('..') || !existsSync(inRepository)) return undefined;
    const kind = statSync(inRepository).isDirectory() ? 'tree' : 'blob';
    return `${repository}/${kind}/main/${inRepository.replace(/\/$/, '')}`;
}

function fromRoot(path, page) {
    return path.startsWith('/') ? path.slice(1) : posix.normalize(posix.join(posix.dirname(page.path), path));
}

function asPage(path) {
    return path.replace(/\.(md|fsx)$/, '.html').replace(/README\.html$/, 'index.html').replace(/\/$/, '');
}

function anchorsOf({ $ }) {
    return new Set($('[id]').map((_, element) => $(element).attr('id')).get());
}

// fsdocs and forges name headings differently.
function anchorIn(anchors, name) {
    return [name, name.toLowerCase()].find(candidate => anchors.has(candidate));
}

function isFile(path) {
    return existsSync(path) && statSync(path).isFile();
}
