// What the compiler knows of a name in F# code, when the pointer rests on it.
(() => {
    let shown;
    const hide = () => {
        shown?.hidePopover();
        shown = undefined;
    };
    const show = name => {
        const tip = document.getElementById(name.dataset.tip);
        if (!tip || tip === shown) return;
        hide();
        tip.showPopover();
        const at = name.getBoundingClientRect();
        const below = at.bottom + 6 + tip.offsetHeight < innerHeight;
        tip.style.left = `${Math.max(8, Math.min(at.left, innerWidth - tip.offsetWidth - 8))}px`;
        tip.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - tip.offsetHeight - 6)}px`;
        shown = tip;
    };
    if (!HTMLElement.prototype.showPopover) return;
    document.addEventListener('mouseover', event => {
        const name = event.target.closest?.('[data-tip]');
        if (name) show(name); else hide();
    });
    document.addEventListener('scroll', hide, { passive: true });
    document.addEventListener('keydown', event => event.key === 'Escape' && hide());
})();
