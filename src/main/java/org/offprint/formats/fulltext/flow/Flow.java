package org.offprint.formats.fulltext.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.offprint.formats.fulltext.report.AssetUse;
import org.offprint.formats.fulltext.report.Report;
import org.offprint.formats.fulltext.source.Asset;
import org.offprint.formats.fulltext.source.SourceArticle;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.LanguageTag;

/**
 * Renders a page from a JATS article. Passes each source element to the writer for its element name, and tracks the
 * current position in the output.
 *
 * <p>HTML allows block elements next to text only in some elements. A block element within inline content is deferred
 * until the end of that content.
 */
public final class Flow {

    /** Writes JATS elements as HTML. Each writer supports one element name. */
    @FunctionalInterface
    public interface Writer {
        void write(Flow flow, XmlElement element);
    }

    /**
     * Inline footnote to be written at the end of the page.
     *
     * @param number footnote number that the text shows
     * @param id element id of the footnote
     * @param back element id of the footnote mark in the text
     */
    public record StoredNote(XmlElement element, int number, String id, String back) {}

    private static final int MAX_HEADING_LEVEL = 6;
    /** Maximum depth of headings in the table of contents, which lists {@code h2} and {@code h3}. */
    private static final int MAX_CONTENTS_DEPTH = 2;

    private static final Set<String> RIGHT_TO_LEFT =
            Set.of("ar", "arc", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi");
    /** JATS block elements whose text is written inline if they occur within inline content. */
    private static final Set<String> INLINE_IN_PHRASE =
            Set.of("p", "title", "disp-formula", "caption", "license-p", "def", "list-item", "verse-line");

    private static final Set<String> FIGURES = Set.of("fig", "table-wrap", "supplementary-material");

    /** JATS elements that produce no output at their position in the source. */
    private static final Set<String> WITHOUT_OUTPUT =
            Set.of("index-term", "milestone-start", "milestone-end", "email", "object-id");

    private final Map<String, Writer> writers;
    private final SourceArticle source;
    private final Function<String, Optional<Asset>> resolver;
    private final Report report = new Report();
    private final XmlElement page;
    private final GeneratedWords words;
    private Html html = new Html();
    private boolean isInPhrase;
    private boolean isInLink;
    private boolean isInBox;
    private boolean takesFloats;
    private int depth = 1;
    private int made;
    private Deque<XmlElement> deferred = new ArrayDeque<>();
    private final Set<XmlElement> floats = new HashSet<>();
    private final Deque<XmlElement> dueFloats = new ArrayDeque<>();
    private final Set<XmlElement> borrowed = new HashSet<>();
    private final Deque<StoredNote> notes = new ArrayDeque<>();
    private int noteNumber;

    /**
     * Creates an empty page.
     *
     * @param writers writers, keyed by JATS element name
     * @param resolver returns the file for an {@code href} in the source
     * @param page root element of the article or of one of its translations
     */
    public Flow(
            SourceArticle source,
            Map<String, Writer> writers,
            Function<String, Optional<Asset>> resolver,
            XmlElement page) {
        this.source = source;
        this.writers = writers;
        this.resolver = resolver;
        this.page = page;
        words = GeneratedWords.of(page.attribute("lang"));
    }

    public Html html() {
        return html;
    }

    public SourceArticle source() {
        return source;
    }

    public Report report() {
        return report;
    }

    public String word(GeneratedWords.Key key) {
        return words.of(key);
    }

    /** Returns whether the current position is within inline content, in which block elements are not allowed. */
    public boolean isInPhrase() {
        return isInPhrase;
    }

    public boolean isInLink() {
        return isInLink;
    }

    /** Returns a new element id that consists of {@code x-}, the given letter and a number. */
    public String newId(String letter) {
        return "x-" + letter + ++made;
    }

    /** Returns the id of an element, or a new id if it has none. */
    public String idOf(XmlElement element, String letter) {
        String id = source.id(element);
        return id == null ? newId(letter) : id;
    }

    /** Adds a remark about an element for the editor. */
    public void remark(String kind, XmlElement element, String text) {
        report.remark(kind, element.line(), text);
    }

    /** Returns the file for the {@code href} of an element, and adds the file reference to the report. */
    public Optional<Asset> asset(XmlElement element) {
        String href = element.attribute("href");
        if (href == null) {
            return Optional.empty();
        }
        Optional<Asset> asset = resolver.apply(href);
        report.asset(new AssetUse(href, element.name(), element.line(), asset.isPresent()));
        return asset;
    }

    /** Returns whether browsers can display the file that an element refers to. The report is not changed. */
    public boolean hasShownFile(XmlElement element) {
        String href = element.attribute("href");
        return href != null && resolver.apply(href).filter(Asset::isShown).isPresent();
    }

    /**
     * Writes a source element with the writer for its element name. A block element is deferred if block elements are
     * not allowed at the current position.
     */
    public void write(XmlElement element) {
        if (isInPhrase && source.isBlockItself(element) && !INLINE_IN_PHRASE.contains(element.name())) {
            deferred.add(element);
            return;
        }
        boolean isWords =
                isInPhrase && source.isBlockItself(element) && !element.name().equals("disp-formula");
        Writer writer = isWords ? null : writers.get(element.name());
        if (isWords) {
            html.text(" ");
            phrase(element);
            html.text(" ");
        } else if (writer != null) {
            writer.write(this, element);
        } else {
            unknown(element);
        }
    }

    private void unknown(XmlElement element) {
        remark("unknown-element", element, "The element " + element.name() + " is unknown. Only its text is shown.");
        String name = "x-" + className(element.name());
        if (!isInPhrase && source.isBlock(element)) {
            html.open("div", "class", name, "id", source.id(element));
            paragraphs(element);
        } else {
            html.open("span", "class", name, "id", source.id(element));
            phrase(element);
        }
        html.close();
    }

    /** Returns a CSS class name made of ASCII letters, digits and hyphens, at most 40 characters long. */
    public static String className(String name) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < name.length() && plain.length() < 40; i++) {
            char c = name.charAt(i);
            boolean isPlain = c < 0x80 && Character.isLetterOrDigit(c);
            plain.append(isPlain ? String.valueOf(c).toLowerCase(Locale.ROOT) : "-");
        }
        return plain.toString();
    }

    /** Writes the content of an element as inline content. */
    public void phrase(XmlElement element) {
        phrase(element, child -> true);
    }

    /** Writes the text of an element, and the child elements that match the predicate, as inline content. */
    public void phrase(XmlElement element, Predicate<XmlElement> taken) {
        boolean before = isInPhrase;
        isInPhrase = true;
        for (Object part : element.content()) {
            if (!(part instanceof XmlElement child)) {
                html.text((String) part);
            } else if (taken.test(child)) {
                write(child);
            }
        }
        isInPhrase = before;
    }

    /** Writes the text of an element as inline content, and passes its child elements to {@code writer}. */
    public void phraseBy(XmlElement element, Consumer<XmlElement> writer) {
        boolean before = isInPhrase;
        isInPhrase = true;
        for (Object part : element.content()) {
            if (part instanceof XmlElement child) {
                writer.accept(child);
            } else {
                html.text((String) part);
            }
        }
        isInPhrase = before;
    }

    /** Writes an element as inline content. */
    public void writeInPhrase(XmlElement element) {
        boolean before = isInPhrase;
        isInPhrase = true;
        write(element);
        isInPhrase = before;
    }

    /** Writes the content of a link. Links cannot be nested, so links in the content are written as text. */
    public void linked(Runnable content) {
        boolean before = isInLink;
        isInLink = true;
        content.run();
        isInLink = before;
    }

    /** Writes the content of an element in a context that allows both blocks and inline content. */
    public void mixedContent(XmlElement element) {
        content(element.content(), child -> true, null, null);
    }

    /**
     * Writes content like {@link #mixedContent(XmlElement)}, but includes only the child elements that match the
     * predicate.
     */
    public void mixedContent(XmlElement element, Predicate<XmlElement> taken) {
        content(element.content(), taken, null, null);
    }

    /** Writes the text between the children of an element that should contain only elements. */
    public void looseText(XmlElement element) {
        for (Object part : element.content()) {
            if (part instanceof String text && !text.isBlank()) {
                html.element("p", text);
            }
        }
    }

    /** Writes the content of an element as blocks. Text between blocks is written in separate paragraphs. */
    public void paragraphs(XmlElement element) {
        paragraphs(element, child -> true);
    }

    /**
     * Writes content like {@link #paragraphs(XmlElement)}, but includes only the child elements that match the
     * predicate.
     */
    public void paragraphs(XmlElement element, Predicate<XmlElement> taken) {
        content(element.content(), taken, "", null);
    }

    /**
     * Writes content like {@link #paragraphs(XmlElement, Predicate)}. Floating figures may be inserted after the
     * paragraph that first mentions them.
     */
    public void section(XmlElement element, Predicate<XmlElement> taken) {
        boolean before = takesFloats;
        takesFloats = true;
        content(element.content(), taken, "", null);
        takesFloats = before;
    }

    /**
     * Writes a paragraph that contains block elements. The text between the blocks is written as separate paragraphs.
     * Every paragraph except the first has the CSS class {@code cont}.
     */
    public void split(XmlElement paragraph) {
        content(paragraph.content(), child -> true, "cont", source.id(paragraph));
    }

    /**
     * Writes the text and child elements of an element.
     *
     * @param later CSS class of the paragraphs after the first; empty for no class; null if text is written without
     *     paragraphs
     * @param id element id of the first paragraph
     */
    private void content(List<Object> parts, Predicate<XmlElement> taken, String later, String id) {
        if (isInPhrase) {
            parts.forEach(part -> inline(part, taken));
            return;
        }
        boolean tookFloats = takesFloats;
        boolean isWrapped = id != null && beginsWithBlock(parts);
        if (isWrapped) {
            html.open("div", "id", id);
        }
        String firstId = isWrapped ? null : id;
        boolean isFirst = true;
        boolean isOpen = false;
        for (Object part : parts) {
            boolean isBlock = part instanceof XmlElement element && source.isBlock(element);
            if (isBlock && taken.test((XmlElement) part)) {
                isOpen = closed(isOpen);
                takesFloats = false;
                write((XmlElement) part);
                takesFloats = tookFloats;
                isFirst = false;
                writeDeferred();
            } else if (!isBlock && later == null) {
                inPhrase(part, taken);
                if (!deferred.isEmpty()) {
                    writeDeferred();
                }
            } else if (!isBlock) {
                boolean isNothing = !isOpen && isNothing(part, taken);
                if (!isOpen && !isNothing) {
                    html.open("p", "class", isFirst || later.isEmpty() ? null : later, "id", isFirst ? firstId : null);
                    isOpen = true;
                    isFirst = false;
                }
                if (!isNothing) {
                    inPhrase(part, taken);
                }
            }
        }
        closed(isOpen);
        if (isWrapped) {
            html.close();
        }
        writeDeferred();
    }

    private static boolean isNothing(Object part, Predicate<XmlElement> taken) {
        return part instanceof String text
                ? text.isBlank()
                : !taken.test((XmlElement) part) || WITHOUT_OUTPUT.contains(((XmlElement) part).name());
    }

    private boolean closed(boolean isOpen) {
        if (isOpen) {
            html.close();
            writeDeferred();
        }
        return false;
    }

    private void inPhrase(Object part, Predicate<XmlElement> taken) {
        isInPhrase = true;
        inline(part, taken);
        isInPhrase = false;
    }

    private void inline(Object part, Predicate<XmlElement> taken) {
        if (part instanceof String text) {
            html.text(text);
        } else if (taken.test((XmlElement) part)) {
            write((XmlElement) part);
        }
    }

    private boolean beginsWithBlock(List<Object> parts) {
        for (Object part : parts) {
            if (part instanceof XmlElement element) {
                return source.isBlock(element);
            }
            if (!((String) part).isBlank()) {
                return false;
            }
        }
        return false;
    }

    /** Writes the deferred blocks and, in a section, the floating figures that the text has mentioned. */
    public void writeDeferred() {
        if (isInPhrase) {
            return;
        }
        while (!deferred.isEmpty()) {
            write(deferred.poll());
        }
        while (takesFloats && !dueFloats.isEmpty()) {
            XmlElement due = dueFloats.poll();
            takesFloats = false;
            write(due);
            takesFloats = true;
        }
    }

    /** Adds a floating figure, which is written after its first mention in the text. */
    public void floating(XmlElement element) {
        floats.add(element);
    }

    /**
     * Records that the text mentions an element, such as a figure. If a translation mentions a figure of the original
     * article, the translation includes this figure.
     */
    public void mention(XmlElement target) {
        boolean isWithinFigure = html.isWithin("figcaption");
        boolean isOfOther =
                page != source.root() && FIGURES.contains(target.name()) && source.page(target) == source.root();
        if (!isWithinFigure && (floats.remove(target) || isOfOther && borrowed.add(target))) {
            dueFloats.add(target);
        }
    }

    /**
     * Removes a floating figure that the text has not mentioned. Returns false if the figure is already part of the
     * page.
     */
    public boolean removeFloating(XmlElement element) {
        return floats.remove(element);
    }

    /**
     * Stores an inline footnote, which is written at the end of the page.
     *
     * @param id element id of the footnote
     * @param back element id of the footnote mark in the text
     * @return footnote number, starting at 1
     */
    public int storeNote(XmlElement note, String id, String back) {
        notes.add(new StoredNote(note, ++noteNumber, id, back));
        return noteNumber;
    }

    /** Removes and returns the next stored footnote, or returns null if there is none. */
    public StoredNote nextNote() {
        return notes.poll();
    }

    /** Returns whether any footnotes remain to be written at the end of the page. */
    public boolean hasNotes() {
        return !notes.isEmpty();
    }

    /** Writes the content below a heading. Headings in the content are one level deeper. */
    public void deeper(Runnable content) {
        depth++;
        content.run();
        depth--;
    }

    /** Writes the content of boxed text. The table of contents does not list headings within a box. */
    public void boxed(Runnable content) {
        boolean before = isInBox;
        isInBox = true;
        content.run();
        isInBox = before;
    }

    /**
     * Writes a heading at the current heading level.
     *
     * @param id element id of the heading
     * @param label label before the title; may be {@code XmlElement.NONE}
     * @param title title in the source; may be {@code XmlElement.NONE}
     * @param instead heading text used if label and title are missing; otherwise null
     * @param section element id that the table of contents links to; null for a heading that is not in the table of
     *     contents
     */
    public void heading(String id, XmlElement label, XmlElement title, String instead, String section) {
        boolean isLabelled = label.text() != null;
        boolean isTitled = title.text() != null || !title.elements().isEmpty();
        int level = depth + 1;
        html.open(
                "h" + Math.min(level, MAX_HEADING_LEVEL),
                "id",
                id,
                "aria-level",
                level > MAX_HEADING_LEVEL ? Integer.toString(Math.min(level, 99)) : null);
        headingWords(isLabelled ? label : null, isTitled ? title : null, instead);
        html.close();
        if (section != null && !isInBox && depth <= MAX_CONTENTS_DEPTH) {
            list(section, isLabelled ? label : null, isTitled ? title : null, instead);
        }
    }

    private void headingWords(XmlElement label, XmlElement title, String instead) {
        if (label != null) {
            // A number such as "2.1" is separated from the title only by a space.
            boolean isNumber = label.text().indexOf(' ') < 0;
            label(label, title == null || isNumber ? XmlElement.NONE : title);
            html.text(title == null ? "" : " ");
        }
        if (title != null) {
            phrase(title);
        } else if (label == null) {
            html.generated(instead == null ? "" : instead);
        }
    }

    /**
     * Writes the label of a figure, table or heading. Adds a period if the label and the title that follows have no
     * punctuation between them, as in "Table 1. Title".
     *
     * @param title title that follows the label; {@link XmlElement#NONE} if there is none
     */
    public void label(XmlElement label, XmlElement title) {
        html.open("span", "class", "label", "id", source.id(label));
        phrase(label);
        html.close();
        if (title.text() != null
                && isWordEnd(label.text())
                && Character.isLetterOrDigit(title.text().codePointAt(0))) {
            html.generated(".");
        }
    }

    /** Returns whether a label ends with a letter or digit. Chinese and Japanese labels are separated by a space. */
    private static boolean isWordEnd(String label) {
        return Character.isLetterOrDigit(label.codePointBefore(label.length()))
                && label.codePoints().noneMatch(Character::isIdeographic);
    }

    private void list(String section, XmlElement label, XmlElement title, String instead) {
        Html shown = separately(() -> headingWords(label, title, instead));
        String text = shown.plain().all();
        report.heading(depth, section, shown.toString(), text.isEmpty() && instead != null ? instead : text);
    }

    /** Returns the output of {@code content} as a separate HTML fragment without ids, links or blocks. */
    public Html separately(Runnable content) {
        Html page = html;
        Deque<XmlElement> putOff = deferred;
        boolean wasInLink = isInLink;
        boolean wasInPhrase = isInPhrase;
        html = Html.ofTitles();
        deferred = new ArrayDeque<>();
        isInLink = true;
        isInPhrase = true;
        content.run();
        Html written = html;
        html = page;
        deferred = putOff;
        isInLink = wasInLink;
        isInPhrase = wasInPhrase;
        return written;
    }

    /** Returns the language of an element as stated in the source, or null if it is missing or invalid. */
    public String language(XmlElement element) {
        String stated = element.attribute("lang");
        if (stated == null) {
            return null;
        }
        try {
            return LanguageTag.parse(stated).value();
        } catch (InvalidValueException e) {
            return null;
        }
    }

    /** Returns {@code rtl} if the stated language of an element is written from right to left, otherwise null. */
    public String direction(XmlElement element) {
        String language = language(element);
        return language != null && RIGHT_TO_LEFT.contains(language.split("-", 2)[0]) ? "rtl" : null;
    }

    /** Returns the cross-references on the page that refer to a footnote or a reference. */
    public List<XmlElement> citations(XmlElement target) {
        return source.citations(target, page);
    }

    /** Writes at most 50 links from a footnote or reference back to its citations in the text. */
    public void backLinks(XmlElement target) {
        List<XmlElement> citations = citations(target);
        if (citations.isEmpty() || isInLink) {
            return;
        }
        html.text(" ").open("span", "class", "back made");
        int number = 0;
        for (XmlElement citation : citations.subList(0, Math.min(50, citations.size()))) {
            number++;
            String name = word(GeneratedWords.Key.BACK) + (citations.size() > 1 ? " (" + number + ")" : "");
            html.openRemovableLink(source.citationId(citation), "role", "doc-backlink", "aria-label", name);
            html.text("↩").close();
        }
        html.close();
    }

    /** Returns a predicate that rejects elements with the given names. */
    public static Predicate<XmlElement> without(String... names) {
        Set<String> left = Set.of(names);
        return element -> !left.contains(element.name());
    }
}
