package org.offprint.formats.bibtex;

import java.text.Normalizer;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Entities;
import org.offprint.formats.text.InlineMarkup;
import org.offprint.formats.text.SourceText;
import org.offprint.kernel.text.Table;

/** Converts text with LaTeX commands to HTML, including accented letters, font styles and simple formulas. */
public final class Latex {

    private static final Map<String, String> FACES = Table.map("latex-faces.tsv");

    /** Maximum nesting depth of LaTeX commands within arguments. */
    private static final int MAX_DEPTH = 200;

    private final String source;
    private final StringBuilder html = new StringBuilder();
    private int at;
    private int depth;

    private Latex(String source) {
        this.source = source;
    }

    /** Converts LaTeX source to HTML. */
    public static String html(String source) {
        Latex latex = new Latex(source);
        latex.group('\0', false);
        return Normalizer.normalize(InlineMarkup.restored(latex.html.toString()), Normalizer.Form.NFC);
    }

    /** Converts LaTeX source to plain text. */
    public static String text(String source) {
        return html(source)
                .replaceAll(
                        "(?i)</?(?:i|b|u|em|strong|code|sup|sub|sc|italic|bold|underline|tt|span)(?: class=\"sc\")?>",
                        "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /** Removes LaTeX escapes, link commands and braces from a URL or identifier. */
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

    /**
     * Appends a character of LaTeX source. Outside formulas, character sequences such as {@code --} and {@code ``} are
     * converted to dashes and quotation marks.
     */
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
        if (LatexAccents.combiningCharacter(name) != null) {
            accent(LatexAccents.combiningCharacter(name), math);
        } else if (name.equals("href")) {
            link();
        } else if (LatexCommands.arguments(name) > 0) {
            String one = argumentHtml(math);
            html.append(LatexCommands.html(name, one, LatexCommands.arguments(name) > 1 ? argumentHtml(math) : ""));
        } else if (FACES.containsKey(name)) {
            String face = FACES.get(name);
            html.append(face.equals("sc") ? "<span class=\"sc\">" : "<" + face + ">");
            argument(math);
            html.append(face.equals("sc") ? "</span>" : "</" + face + ">");
        } else {
            symbol(name, math);
        }
    }

    /**
     * Appends the character for a LaTeX command such as {@code \alpha}. An unknown LaTeX command is replaced with its
     * argument, or written unchanged if there is no argument.
     */
    private void symbol(String name, boolean math) {
        String symbol = LatexSymbols.named(name);
        boolean hasArgument = at < source.length() && source.charAt(at) == '{';
        if (symbol != null) {
            html.append(SourceText.html(symbol));
        } else if (!hasArgument && !LatexSymbols.isStyleCommand(name)) {
            html.append('\\').append(name);
            return;
        }
        boolean isEmpty = source.startsWith("{}", at);
        at += isEmpty ? 2 : 0;
        // A space after a LaTeX command name only terminates the name. In formulas, however, relations and function
        // names are typeset with spaces, so the space is preserved.
        boolean isApart = math && symbol != null && LatexSymbols.isSpaced(symbol);
        while (!isEmpty && !isApart && at < source.length() && source.charAt(at) == ' ') {
            at++;
        }
    }

    private void sign(char c, boolean math) {
        String accent = LatexAccents.combiningCharacter(Character.toString(c));
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
        html.append(LatexAccents.accented(argumentHtml(math), mark));
    }

    /** Appends the text of a link, followed by the URL in parentheses if it differs from the text. */
    private void link() {
        String address = argumentHtml(false);
        String words = argumentHtml(false);
        html.append(words).append(words.equals(address) ? "" : " (" + address + ")");
    }

    /** Returns the next argument of a LaTeX command as HTML, without appending it to the output. */
    private String argumentHtml(boolean math) {
        int begin = html.length();
        argument(math);
        String argument = html.substring(begin);
        html.setLength(begin);
        return argument;
    }

    /**
     * Reads the argument of the preceding LaTeX command. An argument is a group in braces, a command or a single
     * character.
     */
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
        } else if (c == '\\' && depth < MAX_DEPTH) {
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

    /** LaTeX commands with a plain-text equivalent: quotation marks, parentheses, roots and fractions. */
    private static final class LatexCommands {

        private static final Set<String> QUOTES = Set.of("enquote", "mkbibquote");
        private static final Set<String> FRACTIONS = Set.of("frac", "dfrac", "tfrac", "nicefrac");

        private LatexCommands() {}

        /** Returns the number of arguments of a LaTeX command, or 0 if it has no plain-text equivalent. */
        static int arguments(String command) {
            boolean isOne = QUOTES.contains(command) || command.equals("mkbibparens") || command.equals("sqrt");
            return FRACTIONS.contains(command) ? 2 : isOne ? 1 : 0;
        }

        /**
         * Returns the HTML equivalent of a LaTeX command.
         *
         * @param second second argument of the command; empty if there is only one
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

    /** Combining characters for LaTeX accent commands. */
    private static final class LatexAccents {

        private static final Map<String, String> MARKS = Table.map("latex-accents.tsv");

        private LatexAccents() {}

        /** Returns the combining character of a LaTeX accent command, or null for any other command. */
        static String combiningCharacter(String command) {
            return Table.characters(MARKS.get(command));
        }

        /** Adds a combining character to the first letter of the HTML text. */
        static String accented(String html, String mark) {
            String base = html.replace("\u0131", "i").replace("\u0237", "j");
            int begin = 0;
            while (base.startsWith("<", begin) && base.indexOf('>', begin) > 0) {
                begin = base.indexOf('>', begin) + 1;
            }
            if (begin >= base.length()) {
                return base;
            }
            int reference = base.charAt(begin) == '&' ? base.indexOf(';', begin) : -1;
            int end = reference > 0 ? reference + 1 : begin + Character.charCount(base.codePointAt(begin));
            return base.substring(0, end) + mark + base.substring(end);
        }
    }

    /** Symbols and special letters for which LaTeX has commands. */
    private static final class LatexSymbols {

        /** LaTeX functions such as {@code \sin}, which are printed as their command names. */
        private static final Set<String> FUNCTIONS = Table.words("latex-functions.txt");

        /** LaTeX commands that only change the appearance of the following text. */
        private static final Set<String> STYLE_COMMANDS = Table.words("latex-silent-commands.txt");

        private static final Map<String, String> SYMBOLS = Table.map("latex-symbols.tsv");

        private LatexSymbols() {}

        /**
         * Returns the character for a LaTeX command, or null if the command is unknown. Falls back to the HTML entity
         * with the same name, with or without the prefix {@code text}.
         */
        static String named(String name) {
            String symbol = FUNCTIONS.contains(name) ? name : Table.characters(SYMBOLS.get(name));
            String called = name.length() > 6 && name.startsWith("text") ? name.substring(4) : name;
            if (symbol == null && !isStyleCommand(name) && called.length() > 1 && Entities.isNamedEntity(called)) {
                String named = Entities.getByName(called);
                return named.isEmpty() ? null : named;
            }
            return symbol;
        }

        /**
         * Returns whether a symbol in a formula is followed by a space, which applies to relations, arrows and
         * functions.
         */
        static boolean isSpaced(String symbol) {
            char first = symbol.charAt(0);
            boolean isSign = first >= '\u2190' && first <= '\u22FF' && "\u2202\u2207\u221A\u221E".indexOf(first) < 0;
            return isSign || FUNCTIONS.contains(symbol);
        }

        static boolean isStyleCommand(String name) {
            return STYLE_COMMANDS.contains(name);
        }
    }
}
