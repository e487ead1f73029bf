package org.offprint.kernel.record.markup;

import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * Formula in presentation MathML with only allowed elements and attributes. A formula contains no HTML, which could
 * make an HTML parser end the formula early.
 *
 * @param markup {@code math} element with its namespace
 * @param reading text form of the formula, for example {@code a/(b+c)}; empty if nothing is visible
 */
record Formula(String markup, String reading) {

    /** Sanitizes a {@code math} element, and adds the names of removed elements and attributes to {@code removed}. */
    static Formula of(Element math, Set<String> removed) {
        FormulaWriter writer = new FormulaWriter(removed);
        writer.math(math);
        return new Formula(writer.markup(), writer.reading());
    }
}
