package org.offprint.kernel.record.markup;

import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * A formula in presentation MathML: only its own elements and harmless attributes, no HTML within, so that no parser
 * can leave it before its end.
 *
 * @param markup the {@code math} element in its namespace
 * @param reading how it reads as text, {@code a/(b+c)}; empty where there is nothing to see
 */
record Formula(String markup, String reading) {

    /** Cleans a {@code math} element; what is taken out is added to {@code removed}. */
    static Formula of(Element math, Set<String> removed) {
        FormulaWriter writer = new FormulaWriter(removed);
        writer.math(math);
        return new Formula(writer.markup(), writer.reading());
    }
}
