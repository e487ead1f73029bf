package org.offprint.formats.bibtex;

import java.text.Normalizer;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.text.InlineMarkup;
import org.offprint.formats.text.SourceText;
import org.offprint.kernel.text.Table;

/** Text with the commands of LaTeX, as HTML: letters with their accents, faces, and simple formulas. */
public final class Latex {

    private static final Map<String, String> FACES = Table.map("latex-faces.tsv");

    /** Commands that each apply to the next. */
    private static final int DEEPEST = 200;

    private final String source;
    private final StringBuilder html = new StringBuilder();
    private int at;
    private int depth;

    private Latex(String source) {
        this.source = source;
    }

    /** Returns the text as HTML. */
    public static String html(String source) {
        Latex latex = new Latex(source);
        latex.group('\0', false);
        return Normalizer.normalize(InlineMarkup.restored(latex.html.toString()), Normalizer.Form.NFC);
    }

    /** Returns the text as plain text. */
    public static String text(String source) {
        return html(source)
                .replaceAll(
                        "(?i)</?(?:i|b|u|em|strong|code|sup|sub|sc|italic|bold|underline|tt|span)(?: class=\"sc\")?>",
                        "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /** Addresses and identifiers, in which only some characters are escaped. */
    public static String verbatim(String source) {
        return source.replaceAll("\\\\(?:url|doi|nolinkurl)(?![A-Za-z])\\s*|\\\\(?=[_%&#{}$~])", "")
                .replaceAll("[{}]", "")
                .replace("\\textasciitilde", "~")
                .replace("\\textunderscore", "_")
                .replaceAll("\\$<\\$|\\\\textless ?", "<")
                .replaceAll("\\$>\\$|\\\\textgreater ?", ">")
                .strip();
    }

    private void group(char end, boolean math) {
        while (at < source.length() && source.charAt(at) != end) {
            char c = source.charAt(at++);
            switch (c) {
                case '\\' -> command(math);
                case '{' -> {
                    group('}', math);
                    at++;
                }
                case '}' -> {}
                case '$' -> formula();
                case '~' -> html.append('\u00A0');
                case '^', '_' -> script(c, math);
                default -> plain(c, math);
            }
        }
    }

    /** Dashes and quotes that are made of several signs, and all other characters. */
    private void plain(char c, boolean math) {
        for (String[] sign : new String[][] {
            {"---", "\u2014"}, {"--", "\u2013"}, {"``", "\u201C"}, {"''", "\u201D"}, {"?`", "\u00BF"}, {"!`", "\u00A1"}
        }) {
            if (!math && source.startsWith(sign[0], at - 1)) {
                html.append(sign[1]);
                at += sign[0].length() - 1;
                return;
            }
        }
        html.append(SourceText.html(Character.toString(c)));
    }

    private void script(char c, boolean math) {
        if (!math) {
            html.append(c);
            return;
        }
        String face = c == '^' ? "sup" : "sub";
        html.append('<').append(face).append('>');
        argument(true);
        html.append("</").append(face).append('>');
    }

    private void formula() {
        while (at < source.length() && source.charAt(at) == '$') {
            at++;
        }
        group('$', true);
        while (at < source.length() && source.charAt(at) == '$') {
            at++;
        }
    }

    private void command(boolean math) {
        if (at >= source.length()) {
            return;
        }
        char first = source.charAt(at);
        if (!Character.isLetter(first)) {
            at++;
            sign(first, math);
            return;
        }
        int begin = at;
        while (at < source.length() && isLetter(source.charAt(at))) {
            at++;
        }
        String name = source.substring(begin, at);
        if (LatexAccents.mark(name) != null) {
            accent(LatexAccents.mark(name), math);
        } else if (name.equals("href")) {
            link();
        } else if (LatexCommands.arguments(name) > 0) {
            String one = separately(math);
            html.append(LatexCommands.html(name, one, LatexCommands.arguments(name) > 1 ? separately(math) : ""));
        } else if (FACES.containsKey(name)) {
            String face = FACES.get(name);
            html.append(face.equals("sc") ? "<span class=\"sc\">" : "<" + face + ">");
            argument(math);
            html.append(face.equals("sc") ? "</span>" : "</" + face + ">");
        } else {
            symbol(name, math);
        }
    }

    /** A named character; of other commands that which stands in them is kept, and their name where nothing does. */
    private void symbol(String name, boolean math) {
        String symbol = LatexSymbols.named(name);
        boolean hasArgument = at < source.length() && source.charAt(at) == '{';
        if (symbol != null) {
            html.append(SourceText.html(symbol));
        } else if (!hasArgument && !LatexSymbols.saysNothing(name)) {
            html.append('\\').append(name);
            return;
        }
        boolean isEmpty = source.startsWith("{}", at);
        at += isEmpty ? 2 : 0;
        // A blank after the name of a command only ends it, but formulas are typeset with some around signs and
        // functions.
        boolean isApart = math && symbol != null && LatexSymbols.standsApart(symbol);
        while (!isEmpty && !isApart && at < source.length() && source.charAt(at) == ' ') {
            at++;
        }
    }

    private void sign(char c, boolean math) {
        String accent = LatexAccents.mark(Character.toString(c));
        if (accent != null && !math) {
            accent(accent, false);
        } else if (c == '\\') {
            html.append(' ');
        } else if (" ,;:!/-@()[]".indexOf(c) >= 0) {
            html.append(c == '-' || c == '/' || c == '!' || c == '@' ? "" : " ,;:".indexOf(c) >= 0 ? " " : "");
        } else {
            html.append(SourceText.html(Character.toString(c)));
        }
    }

    private void accent(String mark, boolean math) {
        html.append(LatexAccents.marked(separately(math), mark));
    }

    /** Reads a link, whose address stands behind its words. */
    private void link() {
        String address = separately(false);
        String words = separately(false);
        html.append(words).append(words.equals(address) ? "" : " (" + address + ")");
    }

    /** The next argument, apart from what was before. */
    private String separately(boolean math) {
        int begin = html.length();
        argument(math);
        String argument = html.substring(begin);
        html.setLength(begin);
        return argument;
    }

    /** Reads the argument of the command before it: a group, a command or one character. */
    private void argument(boolean math) {
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            at++;
        }
        if (at >= source.length()) {
            return;
        }
        char c = source.charAt(at++);
        if (c == '{') {
            group('}', math);
            at++;
        } else if (c == '\\' && depth < DEEPEST) {
            depth++;
            command(math);
            depth--;
        } else {
            int code = source.codePointAt(at - 1);
            at += Character.charCount(code) - 1;
            html.append(SourceText.html(Character.toString(code)));
        }
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** Commands of LaTeX that plain text has signs for: quotation marks, a root, a fraction. */
    private static final class LatexCommands {

        private static final Set<String> QUOTES = Set.of("enquote", "mkbibquote");
        private static final Set<String> FRACTIONS = Set.of("frac", "dfrac", "tfrac", "nicefrac");

        private LatexCommands() {}

        /** Returns how many arguments the command has; 0 for any other. */
        static int arguments(String command) {
            boolean isOne = QUOTES.contains(command) || command.equals("mkbibparens") || command.equals("sqrt");
            return FRACTIONS.contains(command) ? 2 : isOne ? 1 : 0;
        }

        /**
         * Returns the HTML of the command.
         *
         * @param second empty where it has one argument
         */
        static String html(String command, String first, String second) {
            if (QUOTES.contains(command)) {
                return "\u201C" + first + "\u201D";
            }
            if (FRACTIONS.contains(command)) {
                return together(first) + "/" + together(second);
            }
            return command.equals("sqrt") ? "\u221A" + together(first) : "(" + first + ")";
        }

        private static String together(String html) {
            return html.matches("(?:\\p{L}|[\\p{N}.]*)(?:<(su[bp])>[^<]*</\\1>)?") ? html : "(" + html + ")";
        }
    }
}
