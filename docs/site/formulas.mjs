// Formulas: LaTeX becomes MathML, once and for all.
import temml from 'temml';

export function renderFormulas(page, problems) {
    const { $ } = page;
    $('span.math').each((_, element) => {
        const text = $(element).text();
        const formula = /^\\([([])(.*)\\[)\]]$/s.exec(text);
        if (!formula) {
            problems.push(`${page.path}: this is no formula: ${text}`);
            return;
        }
        const displayMode = formula[1] === '[';
        try {
            const math = temml.renderToString(formula[2], { displayMode, throwOnError: true, strict: true, annotate: true })
                .replaceAll(/<m[io][^>]*>‖<\/m[io]>/g, '<mo stretchy="false" lspace="0.22em" rspace="0.22em">‖</mo>');
            $(element).replaceWith(displayMode ? `<span class="formula" tabindex="0" role="group" aria-label="Formula">${math}</span>` : math);
        } catch (error) {
            problems.push(`${page.path}: ${error.message.split('\n')[0]} in the formula ${formula[2]}`);
        }
    });
    $('article :not(code, pre, annotation)').contents().each((_, node) => {
        const left = node.type === 'text' && $(node).closest('code, pre, math, figure').length === 0 && /\$[^$\s][^$]*\$/.exec(node.data);
        if (left) problems.push(`${page.path}: this formula was not recognized: ${left[0]}`);
    });
}
