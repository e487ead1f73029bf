package org.offprint.formats.xml;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.offprint.kernel.record.markup.FormulaText;
import org.offprint.kernel.text.Table;

/**
 * TeX formula, converted to MathML if it contains only supported commands of LaTeX, amsmath and amssymb. Macros are
 * never expanded, so the length of the MathML is proportional to the length of the TeX source.
 *
 * @param source TeX source without the LaTeX document or the delimiters around the formula
 * @param math root of the MathML; null if the formula is not converted
 * @param problem reason why the formula is not converted, for example {@code unsupported command "\special"}; null if the
 *     formula is converted
 */
public record TexToMathMl(String source, Node math, String problem) {

    /** Maximum length of a converted formula, in UTF-16 code units. */
    static final int MAX_LENGTH = 20_000;

    /** Maximum number of TeX groups and commands that are nested in each other. */
    private static final int MAX_OPEN = 100;

    /** Maximum length of a quotation from a formula in a problem, in characters. */
    private static final int MAX_QUOTED = 100;

    /** Maximum nesting depth of the MathML. Deeper formulas would exceed the depth that titles can have. */
    private static final int MAX_DEPTH = 50;

    /** Encoding of a MathML annotation that contains TeX. */
    public static final String ENCODING = "application/x-tex";

    private static final String BEGIN = "\\begin{document}";
    private static final String END = "\\end{document}";

    private static final List<String[]> DELIMITERS = List.of(
            new String[] {"$$", "$$"}, new String[] {"$", "$"}, new String[] {"\\[", "\\]"}, new String[] {"\\(", "\\)"
            });

    /**
     * MathML element.
     *
     * @param attributes alternating attribute names and values
     * @param text text of a token element; null for other elements
     * @param children child elements
     * @param depth number of nested elements, including this element
     */
    record Node(String name, List<String> attributes, String text, List<Node> children, int depth) {

        private static Node token(String name, String text, String... attributes) {
            return new Node(name, List.of(attributes), text, List.of(), 1);
        }

        private static Node of(String name, List<Node> children, String... attributes) {
            int depth = 1 + children.stream().mapToInt(Node::depth).max().orElse(0);
            if (depth > MAX_DEPTH) {
                throw new Unsupported("more than " + MAX_DEPTH + " nested elements");
            }
            return new Node(name, List.of(attributes), null, List.copyOf(children), depth);
        }

        private static Node row(List<Node> children) {
            return children.size() == 1 ? children.get(0) : of("mrow", children);
        }

        private static Node identifier(String text, String variant) {
            boolean isWord = text.codePointCount(0, text.length()) > 1;
            return variant == null || isWord && variant.equals(Parser.NORMAL)
                    ? token("mi", text)
                    : token("mi", text, "mathvariant", variant);
        }

        /** Returns the plain text of the element. */
        private String words() {
            List<String> parts = children.stream().map(Node::words).toList();
            return switch (name) {
                case "mphantom" -> "";
                case "mspace" -> attributes.get(1).startsWith("-") ? "" : " ";
                case "mfrac" -> attributes.isEmpty() ? FormulaText.fraction(parts) : FormulaText.stack(parts);
                case "msqrt" -> FormulaText.squareRoot(parts.get(0));
                case "mroot" -> FormulaText.root(parts.get(0), parts.get(1));
                case "mtd" -> String.join("", parts) + " ";
                default ->
                    text == null
                            ? String.join("", parts)
                            : text.equals(Parser.APPLICATION) ? "" : text.replace('\u00A0', ' ');
            };
        }

        private boolean is(String element) {
            return name.equals(element);
        }
    }

    /** Returns the formula as plain text, for example {@code a/(b+c)}. Returns null if the formula is not converted. */
    public String text() {
        return math == null ? null : math.words();
    }

    /** Converts a TeX formula. A formula that cannot be converted completely has no MathML. */
    public static TexToMathMl of(String tex) {
        String formula = withoutDelimiters(withoutDocument(tex).strip());
        if (formula.isEmpty()) {
            return new TexToMathMl(formula, null, "empty formula");
        }
        if (formula.length() > MAX_LENGTH) {
            return new TexToMathMl(formula, null, "more than " + MAX_LENGTH + " characters");
        }
        try {
            return new TexToMathMl(formula, new Parser(formula).formula(), null);
        } catch (Unsupported unsupported) {
            return new TexToMathMl(formula, null, unsupported.getMessage());
        }
    }

    /** Returns a TeX formula without the LaTeX document that some publishers write around it. */
    public static String withoutDocument(String tex) {
        int begin = tex.indexOf(BEGIN);
        int from = begin < 0 ? 0 : begin + BEGIN.length();
        int end = tex.indexOf(END, from);
        return tex.substring(from, end < 0 ? tex.length() : end);
    }

    /** Returns a TeX formula without the delimiters around it, for example dollar signs. */
    public static String withoutDelimiters(String tex) {
        for (String[] pair : DELIMITERS) {
            boolean isWithin = tex.length() >= pair[0].length() + pair[1].length()
                    && tex.startsWith(pair[0])
                    && tex.endsWith(pair[1]);
            if (isWithin) {
                String formula = tex.substring(pair[0].length(), tex.length() - pair[1].length());
                return withoutUnmatchedDollar(formula.strip());
            }
        }
        return tex;
    }

    /** Removes a dollar sign at the start or end that has no counterpart, as in {@code \($x\)}. */
    private static String withoutUnmatchedDollar(String formula) {
        int dollar = formula.indexOf('$');
        boolean isOnly = dollar >= 0 && dollar == formula.lastIndexOf('$');
        if (isOnly && dollar == 0) {
            return formula.substring(1);
        }
        return isOnly && dollar == formula.length() - 1 && !formula.endsWith("\\$")
                ? formula.substring(0, dollar)
                : formula;
    }

    /** Reports that a formula contains TeX that is not supported. */
    private static final class Unsupported extends RuntimeException {

        private static final long serialVersionUID = 1;

        Unsupported(String problem) {
            super(problem, null, false, false);
        }

        /**
         * Creates the exception with a part of the formula in quotation marks. The quoted part is truncated after 100
         * characters, and control characters are replaced with spaces.
         */
        Unsupported(String problem, String quoted) {
            this(problem + " \"" + shortened(quoted) + "\"");
        }

        static Unsupported character(int c) {
            return new Unsupported(String.format(Locale.ROOT, "unsupported character U+%04X", c));
        }

        private static String shortened(String text) {
            StringBuilder shown = new StringBuilder();
            text.codePoints()
                    .limit(MAX_QUOTED)
                    .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
            return shown.append(text.codePointCount(0, text.length()) > MAX_QUOTED ? "…" : "")
                    .toString();
        }
    }

    /** Part of a formula, consisting of a base with optional scripts. */
    private static final class Atom {

        private final Node base;
        /** Word to which the next letter in the same typeface is appended; null if the base is not such a word. */
        private final StringBuilder word;

        private final String wordFace;
        private Node sub;
        private Node sup;
        private boolean hasPrimes;
        /** Whether the scripts are written below and above the base. */
        private boolean hasLimits;

        private boolean isFunction;

        Atom(Node base) {
            this.base = base;
            word = null;
            wordFace = null;
        }

        Atom(String word, String face) {
            base = null;
            this.word = new StringBuilder(word);
            wordFace = face;
        }

        Node base() {
            return word == null ? base : Node.identifier(word.toString(), wordFace);
        }

        Node node() {
            Node whole = base();
            if (sub == null && sup == null) {
                return whole;
            }
            if (sub == null) {
                return Node.of(hasLimits ? "mover" : "msup", List.of(whole, sup));
            }
            return sup == null
                    ? Node.of(hasLimits ? "munder" : "msub", List.of(whole, sub))
                    : Node.of(hasLimits ? "munderover" : "msubsup", List.of(whole, sub, sup));
        }
    }

    /** Group, command or environment that is not complete yet. */
    private abstract static class Open {

        /** Value of {@code mathvariant} for letters, or null for the default typeface. */
        String face;

        Open(String face) {
            this.face = face;
        }
    }

    /** Token that closes a row. */
    private enum Closer {
        END_OF_FORMULA,
        BRACE,
        BRACKET,
        DOLLAR,
        RIGHT,
        END_OF_ENVIRONMENT
    }

    /** Sequence of atoms, and the cells before them if the row belongs to a table. */
    private static final class Row extends Open {

        private final Closer closer;
        /** Opening delimiter or name of the environment; null if neither. */
        private final String opening;

        private List<Atom> atoms = new ArrayList<>();
        private int styled;
        private String[] style;
        private String infix;
        private Node numerator;
        private boolean isTable;
        private String columns = "";
        private final List<List<Node>> rows = new ArrayList<>();
        private List<Node> cells = new ArrayList<>();

        Row(Closer closer, String opening, String face) {
            super(face);
            this.closer = closer;
            this.opening = opening;
        }
    }

    /** Command whose arguments are not complete yet. */
    private static final class Command extends Open {

        private final int count;
        private final Function<List<Node>, Atom> build;
        private final List<Node> arguments = new ArrayList<>();

        Command(int count, String face, Function<List<Node>, Atom> build) {
            super(face);
            this.count = count;
            this.build = build;
        }
    }

    /** Text within a formula, in which {@code $} begins a nested formula. */
    private static final class Words extends Open {

        private final StringBuilder text = new StringBuilder();
        private final List<Node> parts = new ArrayList<>();
        private int braces;

        Words(String face) {
            super(face);
        }
    }

    /** Parser of a formula. Open groups are kept on a stack, so deeply nested input does not cause recursion. */
    private static final class Parser {

        private static final Map<String, String[]> SYMBOLS = pairs("tex-commands.tsv");
        private static final Map<String, String[]> ACCENTS = pairs("tex-command-accents.tsv");
        private static final Map<String, String> MARKS = Table.map("latex-accents.tsv");

        private static final String NORMAL = "normal";
        private static final String BOLD = "bold";
        private static final String TRUE = "true";
        private static final String FALSE = "false";
        private static final String ZERO = "0";

        /** Typefaces of commands with an argument. */
        private static final Map<String, String> FACES = Map.ofEntries(
                Map.entry("mathrm", NORMAL),
                Map.entry("mathup", NORMAL),
                Map.entry("mathnormal", ""),
                Map.entry("mathbf", BOLD),
                Map.entry("mathbfit", "bold-italic"),
                Map.entry("mathit", "italic"),
                Map.entry("mathsf", "sans-serif"),
                Map.entry("mathtt", "monospace"),
                Map.entry("mathcal", "script"),
                Map.entry("mathscr", "script"),
                Map.entry("mathbb", "double-struck"),
                Map.entry("mathbbm", "double-struck"),
                Map.entry("Bbb", "double-struck"),
                Map.entry("mathds", "double-struck"),
                Map.entry("mathfrak", "fraktur"),
                Map.entry("frak", "fraktur"),
                Map.entry("boldsymbol", "bold-italic"),
                Map.entry("bm", "bold-italic"),
                Map.entry("pmb", "bold-italic"),
                Map.entry("mathbold", "bold-italic"));

        /** Typefaces of commands that apply until the end of the group. */
        private static final Map<String, String> SWITCHES = Map.ofEntries(
                Map.entry("rm", NORMAL),
                Map.entry("rmfamily", NORMAL),
                Map.entry("bf", BOLD),
                Map.entry("bfseries", BOLD),
                Map.entry("boldmath", "bold-italic"),
                Map.entry("it", "italic"),
                Map.entry("itshape", "italic"),
                Map.entry("mit", ""),
                Map.entry("sf", "sans-serif"),
                Map.entry("tt", "monospace"),
                Map.entry("cal", "script"));

        /** Typefaces of commands whose argument is text. */
        private static final Map<String, String> TEXTS = Map.ofEntries(
                Map.entry("text", ""),
                Map.entry("mbox", ""),
                Map.entry("hbox", ""),
                Map.entry("textrm", ""),
                Map.entry("textnormal", ""),
                Map.entry("textup", ""),
                Map.entry("textsc", ""),
                Map.entry("textmd", ""),
                Map.entry("textbf", BOLD),
                Map.entry("textit", "italic"),
                Map.entry("textsl", "italic"),
                Map.entry("emph", "italic"),
                Map.entry("textsf", "sans-serif"),
                Map.entry("texttt", "monospace"));

        /** Typefaces whose adjacent letters form one word. */
        private static final Set<String> WORD_FACES = Set.of(NORMAL, BOLD, "italic", "sans-serif", "monospace");

        private static final Set<String> FACES_WITHOUT_DIGITS = Set.of("", NORMAL, "italic", "script", "fraktur");

        private static final Map<String, String> SPACES = Map.ofEntries(
                Map.entry(",", "0.1667em"),
                Map.entry("thinspace", "0.1667em"),
                Map.entry(":", "0.2222em"),
                Map.entry(">", "0.2222em"),
                Map.entry("medspace", "0.2222em"),
                Map.entry(";", "0.2778em"),
                Map.entry("thickspace", "0.2778em"),
                Map.entry("!", "-0.1667em"),
                Map.entry("negthinspace", "-0.1667em"),
                Map.entry("enspace", "0.5em"),
                Map.entry("enskip", "0.5em"),
                Map.entry("quad", "1em"),
                Map.entry("qquad", "2em"));

        private static final Map<String, String[]> STYLES = Map.of(
                "displaystyle", new String[] {"displaystyle", TRUE, "scriptlevel", ZERO},
                "textstyle", new String[] {"displaystyle", FALSE, "scriptlevel", ZERO},
                "scriptstyle", new String[] {"displaystyle", FALSE, "scriptlevel", "1"},
                "scriptscriptstyle", new String[] {"displaystyle", FALSE, "scriptlevel", "2"});

        /** Delimiters around the table of an environment. */
        private static final Map<String, String[]> FENCES = Map.ofEntries(
                Map.entry("matrix", new String[] {"", ""}),
                Map.entry("smallmatrix", new String[] {"", ""}),
                Map.entry("pmatrix", new String[] {"(", ")"}),
                Map.entry("bmatrix", new String[] {"[", "]"}),
                Map.entry("Bmatrix", new String[] {"{", "}"}),
                Map.entry("vmatrix", new String[] {"|", "|"}),
                Map.entry("Vmatrix", new String[] {"‖", "‖"}),
                Map.entry("cases", new String[] {"{", ""}),
                Map.entry("dcases", new String[] {"{", ""}),
                Map.entry("rcases", new String[] {"", "}"}),
                Map.entry("array", new String[] {"", ""}));

        /** Environments whose columns are aligned right and left in turn. */
        private static final Set<String> ALIGNED = Set.of(
                "align", "align*", "aligned", "split", "alignat", "alignat*", "alignedat", "flalign", "flalign*");

        private static final Set<String> GATHERED = Set.of("gather", "gather*", "gathered", "multline", "multline*");
        private static final Set<String> SINGLE = Set.of("equation", "equation*", "displaymath", "math");

        /** Commands that do not change the formula. */
        private static final Set<String> IGNORED =
                Set.of(("relax nonumber notag noindent strut mathstrut allowbreak nobreak displaylimits hfill"
                                + " normalsize small footnotesize scriptsize tiny large upshape mdseries hline / -"
                                + " mathord mathopen mathclose mathpunct mathinner ensuremath")
                        .split(" "));

        /** Commands that do not change text. */
        private static final Set<String> IGNORED_IN_TEXT =
                Set.of("relax noindent strut allowbreak nobreak normalsize small footnotesize scriptsize tiny large / -"
                        .split(" "));

        /** Typeface commands that do not change upright text. */
        private static final Set<String> UPRIGHT_SWITCHES = Set.of("rm", "rmfamily", "upshape", "mdseries");

        private static final Map<String, String> SIZES =
                Map.of("big", "1.2em", "Big", "1.623em", "bigg", "2.047em", "Bigg", "2.470em");

        /** General categories of characters that a formula cannot contain. */
        private static final Set<Integer> UNSUPPORTED_TYPES = Set.of(
                (int) Character.CONTROL,
                (int) Character.SURROGATE,
                (int) Character.NON_SPACING_MARK,
                (int) Character.ENCLOSING_MARK,
                (int) Character.COMBINING_SPACING_MARK);

        private static final String OPENING = "([{⟨⌊⌈⌜⌞⟮⎰⟦";
        private static final String CLOSING = ")]}⟩⌋⌉⌝⌟⟯⎱⟧";
        private static final String SIGNS = "+−±∓";
        private static final String NO_BREAK_SPACE = "\u00A0";
        /** Invisible operator between a function and its argument. */
        private static final String APPLICATION = "\u2061";

        private static final int MAX_LENGTH_OF_SPACE = 20;

        private final String tex;
        private final Deque<Open> open = new ArrayDeque<>();
        private int at;

        Parser(String tex) {
            this.tex = tex;
        }

        Node formula() {
            Row formula = new Row(Closer.END_OF_FORMULA, null, null);
            open.push(formula);
            tex.codePoints()
                    .filter(c -> c != '\r' && !XmlWriter.isAllowed(c))
                    .findFirst()
                    .ifPresent(c -> {
                        throw Unsupported.character(c);
                    });
            while (at < tex.length()) {
                if (open.peek() instanceof Words words) {
                    text(words);
                } else {
                    token();
                }
            }
            if (open.size() != 1) {
                throw new Unsupported("incomplete group or command");
            }
            Node row = row(formula);
            if (isEmpty(row)) {
                throw new Unsupported("empty formula");
            }
            return row.is("mrow") ? row : Node.of("mrow", List.of(row));
        }

        private void token() {
            char c = tex.charAt(at++);
            if (c >= '0' && c <= '9') {
                number();
                return;
            }
            switch (c) {
                case ' ', '\t', '\n', '\r' -> {}
                case '\\' -> command();
                case '{' -> push(new Row(Closer.BRACE, null, open.peek().face));
                case '}' -> close(Closer.BRACE);
                case '^', '_' -> script(c == '^');
                case '\'' -> prime();
                case '&' -> cell();
                case '~' -> emit(new Atom(Node.token("mtext", NO_BREAK_SPACE)));
                case '$' -> close(Closer.DOLLAR);
                case '%' -> comment();
                case '#' -> throw new Unsupported("unsupported character", "#");
                default -> {
                    if (c == ']' && open.peek() instanceof Row row && row.closer == Closer.BRACKET) {
                        close(Closer.BRACKET);
                    } else {
                        int character = tex.codePointAt(at - 1);
                        at += Character.charCount(character) - 1;
                        character(character);
                    }
                }
            }
        }

        private void push(Open opened) {
            if (open.size() >= MAX_OPEN) {
                throw new Unsupported("more than " + MAX_OPEN + " nested groups");
            }
            open.push(opened);
        }

        /** Adds an atom to the open row, or to the open command if the atom is its next argument. */
        private void emit(Atom atom) {
            Atom next = atom;
            while (open.peek() instanceof Command command) {
                command.arguments.add(next.node());
                if (command.arguments.size() < command.count) {
                    return;
                }
                open.pop();
                next = command.build.apply(command.arguments);
            }
            if (open.peek() instanceof Words words) {
                words.parts.add(next.node());
            } else {
                ((Row) open.peek()).atoms.add(next);
            }
        }

        private void emit(Node node) {
            emit(new Atom(node));
        }

        private Row openRow(String what) {
            if (open.peek() instanceof Row row) {
                return row;
            }
            throw new Unsupported(what + " instead of an argument");
        }

        private void number() {
            int from = at - 1;
            StringBuilder digits = new StringBuilder();
            digits.append(tex.charAt(from));
            // An argument without braces is a single digit, as in x^12.
            boolean isArgument = open.peek() instanceof Command;
            while (!isArgument && at < tex.length()) {
                if (isDigit(at)) {
                    digits.append(tex.charAt(at++));
                } else if (tex.charAt(at) == '.' && isDigit(at + 1)) {
                    digits.append(tex.charAt(at++));
                } else if (tex.startsWith("{,}", at) && isDigit(at + 3)) {
                    digits.append(',');
                    at += 3;
                } else {
                    break;
                }
            }
            String face = open.peek().face;
            boolean isPlain = face == null || FACES_WITHOUT_DIGITS.contains(face);
            String variant = "bold-italic".equals(face) ? BOLD : face;
            emit(
                    isPlain
                            ? Node.token("mn", digits.toString())
                            : Node.token("mn", digits.toString(), "mathvariant", variant));
        }

        private boolean isDigit(int position) {
            return position < tex.length() && tex.charAt(position) >= '0' && tex.charAt(position) <= '9';
        }

        private void character(int c) {
            String text = Character.toString(c);
            if (c == '(' || c == '[' || c == ')' || c == ']') {
                emit(fence(text));
            } else if (c == '|') {
                emit(Node.token("mo", text, "stretchy", FALSE, "lspace", ZERO, "rspace", ZERO));
            } else if (c == '/' || c == '.') {
                emit(Node.token("mo", text, "lspace", ZERO, "rspace", ZERO));
            } else if (c == '-') {
                emit(Node.token("mo", "−"));
            } else if (c == '*') {
                emit(Node.token("mo", "∗"));
            } else if (Character.isLetter(c)) {
                letter(text, Character.UnicodeBlock.of(c) == Character.UnicodeBlock.GREEK && Character.isUpperCase(c));
            } else if (Character.isDigit(c) || Character.getType(c) == Character.OTHER_NUMBER) {
                emit(Node.token("mn", text));
            } else if (c == '"' || c == '`' || c == '@' || UNSUPPORTED_TYPES.contains(Character.getType(c))) {
                throw Unsupported.character(c);
            } else if (Character.getType(c) == Character.FORMAT) {
                return;
            } else if (Character.isSpaceChar(c)) {
                emit(Node.token("mtext", NO_BREAK_SPACE));
            } else {
                emit(Node.token("mo", text));
            }
        }

        private static Node fence(String text) {
            return Node.token("mo", text, "form", CLOSING.contains(text) ? "postfix" : "prefix", "stretchy", FALSE);
        }

        /**
         * Adds a letter in the current typeface.
         *
         * @param isUpright whether TeX prints the letter upright unless the formula states a typeface
         */
        private void letter(String text, boolean isUpright) {
            String face = open.peek().face;
            String variant = face == null || face.isEmpty() ? isUpright ? NORMAL : null : face;
            boolean isWord = variant != null && variant.equals(face) && WORD_FACES.contains(face);
            if (isWord && open.peek() instanceof Row row && !row.atoms.isEmpty()) {
                Atom last = row.atoms.get(row.atoms.size() - 1);
                boolean isSameStyle = row.atoms.size() > row.styled;
                if (isSameStyle && face.equals(last.wordFace) && last.sub == null && last.sup == null) {
                    last.word.append(text);
                    return;
                }
            }
            emit(isWord ? new Atom(text, face) : new Atom(Node.identifier(text, variant)));
        }

        private void comment() {
            int end = tex.indexOf('\n', at);
            String hidden = tex.substring(at, end < 0 ? tex.length() : end);
            if (!hidden.isBlank()) {
                throw new Unsupported("unsupported comment");
            }
            at += hidden.length();
        }

        private void script(boolean isSuperscript) {
            Row row = openRow("script");
            Atom base = row.atoms.isEmpty() || row.atoms.size() == row.styled
                    ? new Atom(Node.of("mrow", List.of()))
                    : row.atoms.remove(row.atoms.size() - 1);
            boolean isSecond = isSuperscript ? base.sup != null && !base.hasPrimes : base.sub != null;
            if (isSecond) {
                throw new Unsupported("second script");
            }
            push(new Command(1, row.face, arguments -> {
                Node script = arguments.get(0);
                if (!isSuperscript) {
                    base.sub = script;
                } else {
                    base.sup = base.sup == null ? script : Node.of("mrow", List.of(base.sup, script));
                    base.hasPrimes = false;
                }
                return base;
            }));
        }

        private void prime() {
            Row row = openRow("prime");
            if (row.atoms.isEmpty()) {
                throw new Unsupported("prime without a base");
            }
            Atom base = row.atoms.get(row.atoms.size() - 1);
            if (base.sup != null) {
                throw new Unsupported("second script");
            }
            StringBuilder primes = new StringBuilder("′");
            while (at < tex.length() && tex.charAt(at) == '\'') {
                primes.append('′');
                at++;
            }
            base.sup = Node.token("mo", primes.toString());
            base.hasPrimes = true;
        }

        private void command() {
            String name = commandName();
            String[] symbol = SYMBOLS.get(name);
            if (symbol != null) {
                symbol(symbol[0], symbol[1]);
            } else if (SPACES.containsKey(name)) {
                emit(Node.token("mspace", null, "width", SPACES.get(name)));
            } else if (FACES.containsKey(name)) {
                String face = FACES.get(name);
                push(new Command(1, face, arguments -> new Atom(arguments.get(0))));
            } else if (TEXTS.containsKey(name)) {
                beginText(TEXTS.get(name));
            } else if (ACCENTS.containsKey(name)) {
                accent(ACCENTS.get(name)[0], ACCENTS.get(name)[1]);
            } else if (SWITCHES.containsKey(name)) {
                openRow("typeface").face = SWITCHES.get(name);
            } else if (STYLES.containsKey(name)) {
                style(openRow("style"), STYLES.get(name));
            } else if (size(name) != null) {
                sized(name);
            } else if (!IGNORED.contains(name)) {
                construct(name);
            }
        }

        /** Reads the name of a command after its backslash. */
        private String commandName() {
            int from = at;
            while (at < tex.length() && isAsciiLetter(tex.charAt(at))) {
                at++;
            }
            if (at == from) {
                if (at == tex.length()) {
                    throw new Unsupported("backslash at the end");
                }
                at += Character.charCount(tex.codePointAt(at));
            }
            String name = tex.substring(from, at);
            boolean isStarred = tex.startsWith("*", at) && (name.equals("operatorname") || name.equals("hspace"));
            at += isStarred ? 1 : 0;
            return isStarred ? name + "*" : name;
        }

        private static boolean isAsciiLetter(char c) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        }

        private void symbol(String kind, String text) {
            switch (kind) {
                case "italic" -> letter(text, false);
                case "upright" -> letter(text, true);
                case "open", "close" -> emit(fence(text));
                case "bar" -> emit(Node.token("mo", text, "stretchy", FALSE, "lspace", ZERO, "rspace", ZERO));
                case "large" -> {
                    Atom sum = new Atom(Node.token("mo", text));
                    sum.hasLimits = true;
                    emit(sum);
                }
                case "integral" -> emit(Node.token("mo", text));
                case "function" -> emit(function(Node.token("mi", text)));
                case "limit" -> {
                    Atom limit = new Atom(Node.token(
                            "mo", text, "form", "prefix", "movablelimits", TRUE, "lspace", ZERO, "rspace", "0.1667em"));
                    limit.hasLimits = true;
                    emit(limit);
                }
                default -> emit(Node.token("mo", text));
            }
        }

        private static Atom function(Node name) {
            Atom function = new Atom(name);
            function.isFunction = true;
            return function;
        }

        private void accent(String position, String mark) {
            boolean isWide = position.startsWith("wide");
            boolean isOver = position.endsWith("over");
            Node accent = Node.token("mo", mark, "stretchy", isWide ? TRUE : FALSE);
            push(new Command(1, open.peek().face, arguments -> {
                Atom accented = new Atom(Node.of(
                        isOver ? "mover" : "munder",
                        List.of(arguments.get(0), accent),
                        isOver ? "accent" : "accentunder",
                        TRUE));
                accented.hasLimits = mark.equals("⏞") || mark.equals("⏟");
                return accented;
            }));
        }

        private void style(Row row, String... attributes) {
            endStyle(row);
            row.styled = row.atoms.size();
            row.style = attributes;
        }

        /** Puts the atoms since the last style command in an element with this style. */
        private static void endStyle(Row row) {
            if (row.style != null) {
                List<Atom> styled = row.atoms.subList(row.styled, row.atoms.size());
                if (!styled.isEmpty()) {
                    Atom whole = new Atom(Node.of("mstyle", nodes(styled), row.style));
                    styled.clear();
                    row.atoms.add(whole);
                }
                row.style = null;
                row.styled = row.atoms.size();
            }
        }

        private static String size(String name) {
            return SIZES.get(plainSize(name));
        }

        private static String plainSize(String name) {
            boolean isSided = name.length() > 3 && "lrm".indexOf(name.charAt(name.length() - 1)) >= 0;
            return isSided ? name.substring(0, name.length() - 1) : name;
        }

        private void sized(String name) {
            String size = size(name);
            String mark = delimiter();
            char side = name.charAt(name.length() - 1);
            boolean isPostfix = side == 'r' || side != 'l' && CLOSING.contains(mark);
            if (mark.isEmpty()) {
                return;
            }
            emit(Node.token(
                    "mo",
                    mark,
                    "form",
                    side == 'm' ? "infix" : isPostfix ? "postfix" : "prefix",
                    "stretchy",
                    TRUE,
                    "symmetric",
                    TRUE,
                    "minsize",
                    size,
                    "maxsize",
                    size));
        }

        /** Reads a delimiter. Returns an empty string for the invisible delimiter. */
        private String delimiter() {
            skipSpaces();
            if (at == tex.length()) {
                throw new Unsupported("missing delimiter");
            }
            char c = tex.charAt(at++);
            if (c == '\\') {
                String name = commandName();
                String[] symbol = SYMBOLS.get(name);
                boolean isArrow = symbol != null && "↑↓↕⇑⇓⇕".contains(symbol[1]);
                if (name.equals("{") || name.equals("}")) {
                    return name;
                }
                if (name.equals("|")) {
                    return "‖";
                }
                if (symbol != null && (Set.of("open", "close", "bar").contains(symbol[0]) || isArrow)) {
                    return symbol[1];
                }
                if (name.equals("backslash")) {
                    return "\\";
                }
                throw new Unsupported("unsupported delimiter", "\\" + name);
            }
            return switch (c) {
                case '.' -> "";
                case '<' -> "⟨";
                case '>' -> "⟩";
                case '(', ')', '[', ']', '|', '/', '‖', '⟨', '⟩' -> Character.toString(c);
                default -> throw new Unsupported("unsupported delimiter", Character.toString(c));
            };
        }

        private void skipSpaces() {
            while (at < tex.length() && Character.isWhitespace(tex.charAt(at))) {
                at++;
            }
        }

        private void construct(String name) {
            switch (name) {
                case " ", "\n", "\t", "\r" -> emit(Node.token("mtext", NO_BREAK_SPACE));
                case "{", "}" -> emit(fence(name));
                case "|" -> emit(Node.token("mo", "‖", "stretchy", FALSE, "lspace", ZERO, "rspace", ZERO));
                case "%", "$", "#", "&", "_" -> emit(Node.token("mi", name));
                case "\\" -> {
                    endRow();
                    skipRowOptions();
                }
                case "cr" -> endRow();
                case "left" -> {
                    String mark = delimiter();
                    push(new Row(Closer.RIGHT, mark, open.peek().face));
                }
                case "right" -> close(Closer.RIGHT);
                case "middle" -> emit(Node.token("mo", delimiter(), "form", "infix", "stretchy", TRUE));
                case "limits", "nolimits" -> limits(name.equals("limits"));
                case "over", "atop", "choose" -> infix(name);
                case "begin" -> begin(braced());
                case "end" -> end(braced());
                case "sqrt" -> root();
                case "label" -> braced();
                case "color" -> {
                    skipOptional();
                    braced();
                }
                case "textcolor" -> {
                    skipOptional();
                    braced();
                    passed();
                }
                case "tag" -> {
                    emit(Node.token("mspace", null, "width", "2em"));
                    emit(Node.token("mtext", "(" + plain(braced()) + ")"));
                }
                case "hspace", "hspace*", "mspace" -> space(braced());
                case "kern", "mkern", "hskip", "mskip" -> space(dimension());
                case "unicode" -> character(unicode(braced()));
                case "substack" -> {
                    skipSpaces();
                    require('{');
                    Row stack = new Row(Closer.BRACE, "substack", open.peek().face);
                    stack.isTable = true;
                    push(stack);
                }
                default -> withArguments(name);
            }
        }

        /** Opens a command whose arguments are formulas. */
        private void withArguments(String name) {
            switch (name) {
                case "frac" -> arguments(2, each -> Node.of("mfrac", each));
                case "dfrac", "cfrac" -> {
                    if (name.equals("cfrac")) {
                        skipOption("lcr", false);
                    }
                    arguments(
                            2, each -> Node.of("mstyle", List.of(Node.of("mfrac", each)), STYLES.get("displaystyle")));
                }
                case "tfrac" ->
                    arguments(2, each -> Node.of("mstyle", List.of(Node.of("mfrac", each)), STYLES.get("textstyle")));
                case "binom", "dbinom", "tbinom" -> arguments(2, Parser::binomial);
                case "overset", "stackrel" -> {
                    if (name.equals("stackrel")) {
                        skipOption("", false);
                    }
                    arguments(2, each -> Node.of("mover", List.of(each.get(1), each.get(0))));
                }
                case "underset" -> arguments(2, each -> Node.of("munder", List.of(each.get(1), each.get(0))));
                case "mathop" ->
                    push(new Command(1, open.peek().face, each -> {
                        Atom operator = new Atom(each.get(0));
                        operator.hasLimits = true;
                        return operator;
                    }));
                case "operatorname", "operatorname*" ->
                    push(new Command(1, NORMAL, each -> {
                        Atom operator = function(each.get(0));
                        operator.hasLimits = name.endsWith("*");
                        return operator;
                    }));
                case "not" -> arguments(1, each -> negated(each.get(0)));
                case "mathbin", "mathrel" -> passed();
                case "smash" -> {
                    skipOption("tb", false);
                    passed();
                }
                case "phantom", "hphantom" -> arguments(1, each -> Node.of("mphantom", each));
                case "vphantom" ->
                    arguments(1, each -> Node.of("mpadded", List.of(Node.of("mphantom", each)), "width", ZERO));
                case "boxed" -> arguments(1, each -> Node.of("menclose", each, "notation", "box"));
                case "cancel" -> arguments(1, each -> Node.of("menclose", each, "notation", "updiagonalstrike"));
                case "bmod", "mod" -> emit(Node.token("mo", "mod"));
                case "pmod" -> arguments(1, Parser::modulus);
                case "xrightarrow", "xleftarrow" -> arrow(name.equals("xrightarrow") ? "→" : "←");
                default -> throw new Unsupported("unsupported command", "\\" + name);
            }
        }

        private void arguments(int count, Function<List<Node>, Node> build) {
            push(new Command(count, open.peek().face, each -> new Atom(build.apply(each))));
        }

        private void passed() {
            arguments(1, each -> each.get(0));
        }

        private static Node binomial(List<Node> parts) {
            return Node.of(
                    "mrow",
                    List.of(
                            stretched("(", "prefix"),
                            Node.of("mfrac", parts, "linethickness", ZERO),
                            stretched(")", "postfix")));
        }

        private static Node modulus(List<Node> parts) {
            return Node.of(
                    "mrow",
                    List.of(
                            Node.token("mspace", null, "width", "0.4444em"),
                            fence("("),
                            Node.token("mi", "mod"),
                            Node.token("mspace", null, "width", "0.3333em"),
                            parts.get(0),
                            fence(")")));
        }

        private static Node stretched(String mark, String form) {
            return Node.token("mo", mark, "form", form, "fence", TRUE, "stretchy", TRUE);
        }

        private static Node negated(Node symbol) {
            if (symbol.text() == null
                    || symbol.text().codePointCount(0, symbol.text().length()) != 1) {
                throw new Unsupported("group after the command", "\\not");
            }
            String text = Normalizer.normalize(symbol.text() + "\u0338", Normalizer.Form.NFC);
            return new Node(symbol.name(), symbol.attributes(), text, List.of(), 1);
        }

        private void limits(boolean hasLimits) {
            Row row = openRow("limits");
            if (row.atoms.isEmpty()) {
                throw new Unsupported("limits without an operator");
            }
            row.atoms.get(row.atoms.size() - 1).hasLimits = hasLimits;
        }

        private void infix(String name) {
            Row row = openRow("fraction");
            if (row.infix != null) {
                throw new Unsupported("second fraction in a group, with the command", "\\" + name);
            }
            row.numerator = row(row);
            row.infix = name;
            row.atoms = new ArrayList<>();
            row.styled = 0;
        }

        private void root() {
            skipSpaces();
            boolean hasIndex = tex.startsWith("[", at);
            if (!hasIndex) {
                arguments(1, each -> Node.of("msqrt", each));
                return;
            }
            at++;
            arguments(2, each -> Node.of("mroot", List.of(each.get(1), each.get(0))));
            push(new Row(Closer.BRACKET, null, open.peek().face));
        }

        private void arrow(String mark) {
            Node arrow = Node.token("mo", mark, "stretchy", TRUE);
            skipSpaces();
            if (tex.startsWith("[", at)) {
                at++;
                arguments(2, each -> Node.of("munderover", List.of(arrow, each.get(0), each.get(1))));
                push(new Row(Closer.BRACKET, null, open.peek().face));
            } else {
                arguments(1, each -> Node.of("mover", List.of(arrow, each.get(0))));
            }
        }

        private void require(char wanted) {
            if (at >= tex.length() || tex.charAt(at) != wanted) {
                throw new Unsupported("missing", Character.toString(wanted));
            }
            at++;
        }

        /** Reads an argument in braces that is not a formula, for example the name of an environment. */
        private String braced() {
            skipSpaces();
            require('{');
            int from = at;
            int depth = 1;
            while (at < tex.length()) {
                char c = tex.charAt(at++);
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
                if (depth == 0) {
                    return tex.substring(from, at - 1);
                }
            }
            throw new Unsupported("missing", "}");
        }

        private void skipOptional() {
            skipSpaces();
            if (tex.startsWith("[", at)) {
                int end = tex.indexOf(']', at);
                if (end < 0) {
                    throw new Unsupported("missing", "]");
                }
                at = end + 1;
            }
        }

        /**
         * Skips an optional argument that is one of the given letters, for example {@code [t]}.
         *
         * @param canBeContent whether other text in brackets after a space is part of the formula
         */
        private void skipOption(String letters, boolean canBeContent) {
            boolean isAdjacent = tex.startsWith("[", at);
            skipSpaces();
            if (!tex.startsWith("[", at)) {
                return;
            }
            boolean isOption = tex.startsWith("]", at + 2) && letters.indexOf(tex.charAt(at + 1)) >= 0;
            if (isOption) {
                at += 3;
            } else if (isAdjacent || !canBeContent) {
                throw new Unsupported("unsupported optional argument");
            }
        }

        private static String plain(String text) {
            if (text.codePoints().anyMatch(c -> "\\{}$^_&".indexOf(c) >= 0)) {
                throw new Unsupported("unsupported tag", text);
            }
            return text;
        }

        private static int unicode(String number) {
            boolean isHexadecimal = number.startsWith("x") || number.startsWith("X");
            try {
                int c = isHexadecimal ? Integer.parseInt(number.substring(1), 16) : Integer.parseInt(number);
                if (Character.isValidCodePoint(c) && XmlWriter.isAllowed(c)) {
                    return c;
                }
            } catch (NumberFormatException e) {
                throw new Unsupported("invalid character number", number);
            }
            throw new Unsupported("invalid character number", number);
        }

        /** Reads a length without braces, for example after {@code \kern}. */
        private String dimension() {
            skipSpaces();
            int from = at;
            while (at < tex.length() && "+-.0123456789 ".indexOf(tex.charAt(at)) >= 0) {
                at++;
            }
            at = Math.min(tex.length(), at + 2);
            String length = tex.substring(from, at);
            skipSpaces();
            if (tex.startsWith("plus", at) || tex.startsWith("minus", at)) {
                throw new Unsupported("unsupported stretchable space");
            }
            return length;
        }

        private void space(String length) {
            String clean = length.replace(" ", "");
            int unit = Math.max(0, clean.length() - 2);
            double factor =
                    switch (clean.substring(unit)) {
                        case "em" -> 1;
                        case "ex" -> 0.43;
                        case "pt" -> 0.1;
                        case "mu" -> 1 / 18.0;
                        case "mm" -> 0.285;
                        case "cm" -> 2.85;
                        case "in" -> 7.23;
                        default -> throw new Unsupported("unsupported length", length);
                    };
            try {
                double ems = Double.parseDouble(clean.substring(0, unit)) * factor;
                if (!(Math.abs(ems) <= 100)) {
                    throw new Unsupported("unsupported length", length);
                }
                // Integer arithmetic writes the same digits in every locale.
                long thousandths = Math.round(ems * 1_000);
                String digits =
                        Long.toString(1_000 + Math.abs(thousandths) % 1_000).substring(1);
                emit(Node.token(
                        "mspace",
                        null,
                        "width",
                        (thousandths < 0 ? "-" : "") + Math.abs(thousandths) / 1_000 + "." + digits + "em"));
            } catch (NumberFormatException e) {
                throw new Unsupported("unsupported length", length);
            }
        }

        private void begin(String name) {
            boolean isTable = FENCES.containsKey(name)
                    || ALIGNED.contains(name)
                    || GATHERED.contains(name)
                    || name.startsWith("eqnarray");
            if (!isTable && !SINGLE.contains(name)) {
                throw new Unsupported("unsupported environment", name);
            }
            Row row = new Row(Closer.END_OF_ENVIRONMENT, name, open.peek().face);
            row.isTable = isTable;
            if (Set.of("array", "aligned", "alignedat", "gathered").contains(name)) {
                skipOption("tcb", true);
            }
            if (name.startsWith("alignat") || name.equals("alignedat")) {
                braced();
            }
            row.columns = name.equals("array")
                    ? arrayColumns(braced())
                    : name.endsWith("cases") ? "l" : name.startsWith("eqnarray") ? "rcl" : "";
            push(row);
        }

        private static String arrayColumns(String specification) {
            StringBuilder columns = new StringBuilder();
            int depth = 0;
            for (char c : specification.toCharArray()) {
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
                if (depth == 0 && "lcr".indexOf(c) >= 0) {
                    columns.append(c);
                } else if (depth == 0 && "@!|} \n".indexOf(c) < 0) {
                    throw new Unsupported("unsupported columns", specification);
                }
            }
            return columns.toString();
        }

        private void end(String name) {
            Row row = openRow("end of an environment");
            if (!name.equals(row.opening)) {
                throw new Unsupported("unexpected end of the environment", name);
            }
            close(Closer.END_OF_ENVIRONMENT);
        }

        private void cell() {
            Row row = openRow("cell");
            if (!row.isTable) {
                throw new Unsupported("cell outside a table");
            }
            endCell(row);
        }

        private static void endCell(Row row) {
            row.cells.add(row(row));
            row.atoms = new ArrayList<>();
            row.styled = 0;
            row.infix = null;
            row.numerator = null;
        }

        private void endRow() {
            Row row = openRow("line break");
            if (!row.isTable) {
                throw new Unsupported("line break outside a table");
            }
            endTableRow(row);
        }

        /**
         * Skips the options of a line break, which are an asterisk and the height of the space after the row. Other text
         * in brackets after a space is part of the next row.
         */
        private void skipRowOptions() {
            at += tex.startsWith("*", at) ? 1 : 0;
            boolean isAdjacent = tex.startsWith("[", at);
            skipSpaces();
            if (!tex.startsWith("[", at)) {
                return;
            }
            String ahead = tex.substring(at + 1, Math.min(tex.length(), at + MAX_LENGTH_OF_SPACE));
            int end = ahead.indexOf(']');
            if (end >= 0 && isLength(ahead.substring(0, end).strip())) {
                at += end + 2;
            } else if (isAdjacent) {
                throw new Unsupported("unsupported optional argument");
            }
        }

        private static boolean isLength(String text) {
            int unit = Math.max(0, text.length() - 2);
            return unit > 0
                    && Set.of("pt", "em", "ex", "mm", "cm", "in", "pc", "bp").contains(text.substring(unit))
                    && text.substring(0, unit).chars().allMatch(c -> "+-.0123456789 ".indexOf(c) >= 0);
        }

        private static void endTableRow(Row row) {
            endCell(row);
            row.rows.add(row.cells);
            row.cells = new ArrayList<>();
        }

        private void close(Closer closer) {
            boolean isClosed = open.peek() instanceof Row row && row.closer == closer;
            if (!isClosed) {
                throw new Unsupported("unexpected end of a group");
            }
            Row row = (Row) open.pop();
            if (closer == Closer.RIGHT) {
                emit(fenced(row, delimiter()));
                return;
            }
            Node node = row.isTable ? table(row) : row(row);
            boolean isBare = closer == Closer.BRACE && open.peek() instanceof Row && node.is("mo");
            if (isBare && node.attributes().isEmpty()) {
                // An operator in braces is printed without the spaces around operators.
                emit(Node.token("mo", node.text(), "lspace", ZERO, "rspace", ZERO));
            } else {
                emit(node);
            }
        }

        private static Node fenced(Row row, String closing) {
            List<Node> parts = new ArrayList<>();
            if (!row.opening.isEmpty()) {
                parts.add(stretched(row.opening, "prefix"));
            }
            parts.add(row(row));
            if (!closing.isEmpty()) {
                parts.add(stretched(closing, "postfix"));
            }
            return Node.of("mrow", parts);
        }

        private static Node table(Row row) {
            boolean isEndless = row.cells.isEmpty() && row.atoms.isEmpty() && row.numerator == null;
            if (!isEndless || row.rows.isEmpty()) {
                endTableRow(row);
            }
            int width = 0;
            List<Node> rows = new ArrayList<>();
            for (List<Node> cells : row.rows) {
                width = Math.max(width, cells.size());
                rows.add(Node.of(
                        "mtr",
                        cells.stream()
                                .map(cell -> Node.of("mtd", isEmpty(cell) ? List.of() : List.of(cell)))
                                .toList()));
            }
            List<String> attributes = new ArrayList<>();
            String alignment = alignment(row, width);
            if (!alignment.isEmpty()) {
                attributes.add("columnalign");
                attributes.add(alignment);
            }
            String[] fences = FENCES.get(row.opening);
            if (fences == null && !row.opening.equals("substack") || row.opening.equals("dcases")) {
                attributes.add("displaystyle");
                attributes.add(TRUE);
            }
            Node table = Node.of("mtable", rows, attributes.toArray(String[]::new));
            if (fences == null || fences[0].isEmpty() && fences[1].isEmpty()) {
                return table;
            }
            List<Node> parts = new ArrayList<>();
            if (!fences[0].isEmpty()) {
                parts.add(stretched(fences[0], "prefix"));
            }
            parts.add(table);
            if (!fences[1].isEmpty()) {
                parts.add(stretched(fences[1], "postfix"));
            }
            return Node.of("mrow", parts);
        }

        private static boolean isEmpty(Node node) {
            return node.is("mrow") && node.children().isEmpty();
        }

        private static String alignment(Row row, int width) {
            StringBuilder alignment = new StringBuilder();
            String columns = ALIGNED.contains(row.opening) ? "rl".repeat((width + 1) / 2) : row.columns;
            for (int i = 0; i < Math.min(width, columns.length()); i++) {
                char c = columns.charAt(i);
                alignment.append(i == 0 ? "" : " ").append(c == 'l' ? "left" : c == 'r' ? "right" : "center");
            }
            return alignment.toString();
        }

        /** Returns the atoms of a row as one element. */
        private static Node row(Row row) {
            endStyle(row);
            Node content = Node.row(nodes(row.atoms));
            if (row.infix == null) {
                return content;
            }
            List<Node> parts = List.of(row.numerator, content);
            return switch (row.infix) {
                case "over" -> Node.of("mfrac", parts);
                case "atop" -> Node.of("mfrac", parts, "linethickness", ZERO);
                default -> binomial(parts);
            };
        }

        private static List<Node> nodes(List<Atom> atoms) {
            List<Node> nodes = new ArrayList<>();
            for (int i = 0; i < atoms.size(); i++) {
                Atom atom = atoms.get(i);
                Node node = atom.node();
                Node before = nodes.isEmpty() ? null : nodes.get(nodes.size() - 1);
                boolean isSign = node.is("mo")
                        && SIGNS.contains(node.text())
                        && node.attributes().isEmpty();
                boolean isSigned = before != null
                        && before.is("mo")
                        && !before.attributes().contains("postfix")
                        && !"|‖!".contains(before.text());
                nodes.add(isSign && isSigned ? Node.token("mo", node.text(), "form", "prefix") : node);
                if (atom.isFunction && i + 1 < atoms.size()) {
                    nodes.add(Node.token("mo", APPLICATION));
                    Node next = atoms.get(i + 1).base();
                    if (!isOpening(next)) {
                        nodes.add(Node.token("mspace", null, "width", "0.1667em"));
                    }
                }
            }
            return nodes;
        }

        private static boolean isOpening(Node node) {
            Node first = node.is("mrow") && !node.children().isEmpty()
                    ? node.children().get(0)
                    : node;
            return first.is("mspace") || first.is("mo") && OPENING.contains(first.text());
        }

        private void beginText(String face) {
            skipSpaces();
            require('{');
            push(new Words(face));
        }

        /** Reads text up to the next nested formula or to the end of the text. */
        private void text(Words words) {
            char c = tex.charAt(at++);
            switch (c) {
                case '{' -> words.braces++;
                case '}' -> {
                    if (words.braces == 0) {
                        endText(words);
                    } else {
                        words.braces--;
                    }
                }
                case '$' -> {
                    flush(words);
                    push(new Row(Closer.DOLLAR, null, null));
                }
                case '\\' -> textCommand(words);
                case '~' -> words.text.append('\u00A0');
                case '%', '#', '^', '_', '&' ->
                    throw new Unsupported("unsupported character in text", Character.toString(c));
                default -> words.text.append(c);
            }
        }

        private void textCommand(Words words) {
            String name = commandName();
            String[] symbol = SYMBOLS.get(name);
            String mark = Table.characters(MARKS.get(name));
            if (name.length() == 1 && "%$#&_{}".contains(name)) {
                words.text.append(name);
            } else if (SPACES.containsKey(name) || name.isBlank()) {
                words.text.append(SPACES.getOrDefault(name, "").startsWith("-") ? "" : " ");
            } else if (mark != null) {
                mark(words, mark);
            } else if (symbol != null) {
                words.text.append(symbol[1]);
                skipSpaces();
            } else if (TEXTS.containsKey(name)) {
                String face = TEXTS.get(name);
                if (!words.face.isEmpty() && !words.face.equals(face)) {
                    throw new Unsupported("unsupported command in text", "\\" + name);
                }
                flush(words);
                beginText(face);
            } else if (IGNORED_IN_TEXT.contains(name) || words.face.isEmpty() && UPRIGHT_SWITCHES.contains(name)) {
                skipSpaces();
            } else {
                throw new Unsupported("unsupported command in text", "\\" + name);
            }
        }

        /** Adds a letter with a diacritic, which TeX writes before the letter. */
        private void mark(Words words, String mark) {
            skipSpaces();
            boolean isBraced = tex.startsWith("{", at);
            at += isBraced ? 1 : 0;
            if (at >= tex.length() || !Character.isLetter(tex.charAt(at))) {
                throw new Unsupported("accent without a letter");
            }
            words.text.append(Normalizer.normalize(tex.charAt(at++) + mark, Normalizer.Form.NFC));
            if (isBraced) {
                require('}');
            }
        }

        private void endText(Words words) {
            flush(words);
            open.pop();
            emit(Node.row(words.parts));
        }

        /** Writes the text so far. Spaces at its ends are no-break spaces, because browsers remove other spaces. */
        private static void flush(Words words) {
            String text = words.text.toString().replaceAll("[ \\t\\r\\n]+", " ");
            words.text.setLength(0);
            if (text.isEmpty()) {
                return;
            }
            StringBuilder kept = new StringBuilder(text);
            if (kept.charAt(0) == ' ') {
                kept.setCharAt(0, '\u00A0');
            }
            if (kept.charAt(kept.length() - 1) == ' ') {
                kept.setCharAt(kept.length() - 1, '\u00A0');
            }
            words.parts.add(
                    words.face.isEmpty()
                            ? Node.token("mtext", kept.toString())
                            : Node.token("mtext", kept.toString(), "mathvariant", words.face));
        }

        private static Map<String, String[]> pairs(String table) {
            Map<String, String[]> pairs = new HashMap<>();
            Table.of(table, 3).rows().forEach(row -> pairs.put(row.get(0), new String[] {row.get(1), row.get(2)}));
            return pairs;
        }
    }
}
