package org.offprint.web.site.theme;

import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Converts Markdown (CommonMark with tables) to HTML. HTML elements in the source are escaped. */
final class Markdown {

    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    /** HTML renderer that allows only links to websites, email addresses and pages of the site. */
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .sanitizeUrls(true)
            // Links in the operator's Markdown pages are trusted like links in templates, so they need no {@code rel}
            // attribute.
            .attributeProviderFactory(context -> (node, tag, attributes) -> attributes.remove("rel"))
            .build();

    private Markdown() {}

    /**
     * Markdown document converted to HTML, with its first heading stored separately.
     *
     * @param title first heading as plain text; empty if there is none
     * @param html rest of the document, with headings of level 2 and below
     */
    record Titled(String title, String html) {}

    static Titled titled(String source) {
        Node document = PARSER.parse(source);
        Heading first = null;
        for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
            if (block instanceof Heading heading) {
                if (first == null) {
                    first = heading;
                } else if (heading.getLevel() == 1) {
                    heading.setLevel(2);
                }
            }
        }
        String title = first == null ? "" : plain(first);
        if (first != null) {
            first.unlink();
        }
        return new Titled(title, RENDERER.render(document));
    }

    /** Converts a single line of Markdown to HTML without an enclosing element. */
    static String line(String source) {
        Node document = PARSER.parse(source);
        Node only = document.getFirstChild();
        if (only instanceof Paragraph && only.getNext() == null) {
            StringBuilder html = new StringBuilder();
            for (Node part = only.getFirstChild(); part != null; part = part.getNext()) {
                RENDERER.render(part, html);
            }
            return html.toString();
        }
        return RENDERER.render(document);
    }

    private static String plain(Node node) {
        StringBuilder words = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                words.append(code.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak lineBreak) {
                words.append(' ');
            }
        });
        return words.toString().strip();
    }
}
