// Links lead somewhere: within the site to a page and a name in it, outside only to hosts that are listed.
import { readFileSync } from 'node:fs';

const hosts = new Set(JSON.parse(readFileSync(new URL('hosts.json', import.meta.url), 'utf8')));

export function checkLinks(visited, root, problems) {
    const names = new Map(visited.map(page => [page.address, new Set(page.ids)]));
    const outside = new Map();
    for (const page of visited) {
        for (const link of page.links) {
            const [address, name] = link.split('#');
            if (/^https?:/.test(link)) {
                const host = new URL(link).host;
                outside.set(host, (outside.get(host) ?? new Set()).add(link));
                if (!hosts.has(host)) problems.push(`${page.path}: leads to ${link}, and hosts.json does not list ${host}`);
            } else if (!address.startsWith(root)) {
                problems.push(`${page.path}: leads out of the site, to ${link}`);
            } else if (!names.has(address)) {
                problems.push(`${page.path}: a dead link to ${link.slice(root.length)}`);
            } else if (name && !names.get(address).has(decodeURIComponent(name))) {
                problems.push(`${page.path}: a dead anchor ${link.slice(root.length)}`);
            }
        }
    }
    for (const [host, links] of [...outside].sort()) console.log(`${host}: ${links.size} addresses`);
}
