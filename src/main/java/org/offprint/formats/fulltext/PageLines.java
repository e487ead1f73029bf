package org.offprint.formats.fulltext;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Extracts the plain text of an HTML page, one block element per line. */
final class PageLines implements NodeVisitor {

    private final StringBuilder lines = new StringBuilder();

    private PageLines() {}

    static PageLines of(Element body) {
        PageLines lines = new PageLines();
        body.traverse(lines);
        return lines;
    }

    String all() {
        return lines.toString().strip();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode text) {
            append(text.getWholeText());
        } else if (isBlock(node)) {
            end();
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (isBlock(node)) {
            end();
        }
    }

    private static boolean isBlock(Node node) {
        return node instanceof Element element
                && (element.isBlock() || element.normalName().equals("br"));
    }

    private void append(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isBlank = Character.isWhitespace(c);
            boolean isAfterBlank = lines.isEmpty() || Character.isWhitespace(lines.charAt(lines.length() - 1));
            if (!isBlank) {
                lines.append(c);
            } else if (!isAfterBlank) {
                lines.append(' ');
            }
        }
    }

    private void end() {
        if (!lines.isEmpty() && lines.charAt(lines.length() - 1) != '\n') {
            lines.append('\n');
        }
    }
}
