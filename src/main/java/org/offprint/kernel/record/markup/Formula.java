package org.offprint.kernel.record.markup;

import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * Formula in presentation MathML. A formula contains only MathML elements, harmless attributes and no HTML, so that no
 * HTML parser can leave it before its end.
 *
 * @param markup {@code math} element with its namespace
 * @param reading the formula as text, for example {@code a/(b+c)}; empty if nothing is visible
 */
record Formula(String markup, String reading) {

    /** Sanitizes a {@code math} element. The names of removed elements and attributes are added to {@code removed}. */
    static Formula of(Element math, Set<String> removed) {
        FormulaWriter writer = new FormulaWriter(removed);
        writer.math(math);
        return new Formula(writer.markup(), writer.reading());
    }
}
