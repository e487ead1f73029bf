package org.offprint.platform.files.types;

import java.util.Locale;
import java.util.Optional;

/**
 * First element of an HTML or XML document, found without a parser, because the document may be truncated, invalid or
 * malicious.
 */
record MarkupRoot(String prologue, String name, String attributes, String rest) {

    /** Root elements that identify a document without a document type declaration as HTML. */
    private static final String HTML = " html head body script style title meta link base div p table h1 iframe ";

    /** Returns the root element of a document, or empty if the document does not begin with markup. */
    static Optional<MarkupRoot> of(String text) {
        int at = skipBlanks(text, 0);
        while (at < text.length() && text.charAt(at) == '<') {
            int end;
            if (text.startsWith("<?", at)) {
                end = after(text, "?>", at + 2);
            } else if (text.startsWith("<!--", at)) {
                end = after(text, "-->", at + 4);
            } else if (text.startsWith("<!", at)) {
                end = afterDocumentType(text, at);
            } else {
                return element(text, at);
            }
            at = skipBlanks(text, end);
        }
        return Optional.empty();
    }

    private static Optional<MarkupRoot> element(String text, int at) {
        int end = at + 1;
        while (end < text.length() && isOfAName(text.charAt(end))) {
            end++;
        }
        if (end == at + 1) {
            return Optional.empty();
        }
        int close = text.indexOf('>', end);
        int stop = close < 0 ? text.length() : close;
        return Optional.of(new MarkupRoot(
                text.substring(0, at), text.substring(at + 1, end), text.substring(end, stop), text.substring(stop)));
    }

    private static boolean isOfAName(char sign) {
        return Character.isLetterOrDigit(sign) || sign == ':' || sign == '-' || sign == '_' || sign == '.';
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '\ufeff')) {
            at++;
        }
        return at;
    }

    private static int after(String text, String end, int from) {
        int at = text.indexOf(end, from);
        return at < 0 ? text.length() : at + end.length();
    }

    /** Returns the position after a document type declaration, including its internal subset in brackets. */
    private static int afterDocumentType(String text, int from) {
        boolean isWithin = false;
        for (int at = from; at < text.length(); at++) {
            char sign = text.charAt(at);
            if (sign == '[') {
                isWithin = true;
            } else if (sign == ']') {
                isWithin = false;
            } else if (sign == '>' && !isWithin) {
                return at + 1;
            }
        }
        return text.length();
    }

    FileFormat format() {
        String local = name.substring(name.indexOf(':') + 1);
        if (isHtml(local)) {
            return FileFormat.HTML;
        }
        if (local.equals("svg")) {
            return FileFormat.SVG;
        }
        return local.equals("article") && isJats() ? FileFormat.JATS : FileFormat.XML;
    }

    private boolean isHtml(String local) {
        String lower = prologue.toLowerCase(Locale.ROOT);
        boolean isXml = lower.contains("<?xml");
        return lower.contains("<!doctype html")
                || local.equalsIgnoreCase("html")
                || !isXml && HTML.contains(' ' + local.toLowerCase(Locale.ROOT) + ' ');
    }

    private boolean isJats() {
        return prologue.contains("JATS")
                || prologue.contains("NLM//DTD")
                || attributes.contains("article-type")
                || attributes.contains("dtd-version")
                || rest.contains("<front")
                || rest.contains("<article-meta")
                || rest.contains("<body");
    }
}
