package org.offprint.kernel.record.markup;

import java.util.List;

/**
 * Writes text into its enclosing HTML elements. An element is opened or closed only when the next piece of text
 * requires it. As a result, all elements are closed, no element is empty, and the position of each space is
 * unambiguous.
 */
final class FlowWriter {

    /**
     * Element of the source HTML, with the name under which it is written. Two adjacent elements with the same name
     * remain distinct.
     */
    record Open(Object source, String name) {

        boolean isBlock() {
            return MarkupElements.BLOCKS.contains(name);
        }
    }

    private final StringBuilder html = new StringBuilder();
    private final PlainText text = new PlainText();
    private List<Open> written = List.of();
    private boolean blank;
    private boolean atBlockStart = true;

    /** Writes a piece of text within the given elements, listed from outermost to innermost. */
    void text(List<Open> path, String piece) {
        piece.codePoints().forEach(c -> {
            if (PlainText.isBlank(c)) {
                blank();
            } else if (XmlEscaping.isAllowed(c)) {
                moveTo(path);
                XmlEscaping.append(html, c);
                text.append(c);
                atBlockStart = false;
            }
        });
    }

    /**
     * Writes a formula within the given elements.
     *
     * @param markup sanitized MathML
     * @param reading text form of the formula
     */
    void formula(List<Open> path, String markup, String reading) {
        moveTo(path);
        html.append(markup);
        text.append(reading);
        atBlockStart = false;
    }

    /** Writes a space, except at the start or end of a block element. */
    void blank() {
        blank = true;
        text.blank();
    }

    String html() {
        moveOut(0);
        return html.toString();
    }

    String text() {
        return text.toString();
    }

    private void moveTo(List<Open> path) {
        if (path.equals(written)) {
            writeBlank();
            return;
        }
        int common = 0;
        while (common < path.size()
                && common < written.size()
                && path.get(common).equals(written.get(common))) {
            common++;
        }
        moveOut(common);
        boolean blankIsDue = true;
        for (Open element : path.subList(common, path.size())) {
            if (element.isBlock()) {
                startBlock(path, element);
            } else if (blankIsDue) {
                writeBlank();
                blankIsDue = false;
            }
            html.append('<')
                    .append(element.name().equals(MarkupElements.SMALL_CAPITALS) ? "span class=\"sc\"" : element.name())
                    .append('>');
        }
        writeBlank();
        written = List.copyOf(path);
    }

    private void moveOut(int depth) {
        for (int i = written.size() - 1; i >= depth; i--) {
            Open element = written.get(i);
            html.append("</")
                    .append(element.name().equals(MarkupElements.SMALL_CAPITALS) ? "span" : element.name())
                    .append('>');
            if (element.isBlock()) {
                startBlock(written, element);
            }
        }
        written = written.subList(0, depth);
    }

    /**
     * Starts a block element. The method is also called when a block ends, because the following text starts a new
     * block. Spaces between blocks are ignored.
     */
    private void startBlock(List<Open> path, Open element) {
        boolean inList = path.stream().anyMatch(outer -> outer.name().equals("li"));
        boolean isOutermost = path.get(0).equals(element);
        text.breakLines(inList && !isOutermost ? 1 : 2);
        atBlockStart = true;
        blank = false;
    }

    private void writeBlank() {
        if (blank && !atBlockStart) {
            html.append(' ');
        }
        blank = false;
    }
}
