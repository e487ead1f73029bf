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
 * A page that is being written: sends each element of the source to the writer of its name, and knows where it stands.
 * HTML lets blocks stand beside words in some places and not in others: in a phrase a block is put off until the phrase
 * has ended.
 */
public final class Flow {

    /** Writes the elements of a name. */
    @FunctionalInterface
    public interface Writer {
        void write(Flow flow, XmlElement element);
    }

    /**
     * A note that stood in the text.
     *
     * @param number as the text shows it
     * @param back the id of its mark
     */
    public record KeptNote(XmlElement element, int number, String id, String back) {}

    private static final int DEEPEST_HEADING = 6;
    /** Of the contents: {@code h2} and {@code h3}. */
    private static final int DEEPEST_LISTED = 2;

    private static final Set<String> RIGHT_TO_LEFT =
            Set.of("ar", "arc", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi");
    /** Blocks of which a phrase takes the words. */
    private static final Set<String> PHRASED =
            Set.of("p", "title", "disp-formula", "caption", "license-p", "def", "list-item", "verse-line");

    private static final Set<String> FIGURES = Set.of("fig", "table-wrap", "supplementary-material");

    /** Of these nothing is shown where they stand. */
    private static final Set<String> SILENT =
            Set.of("index-term", "milestone-start", "milestone-end", "email", "object-id");

    private final Map<String, Writer> writers;
    private final SourceArticle source;
    private final Function<String, Optional<Asset>> resolver;
    private final Report report = new Report();
    private final XmlElement page;
    private final PageWords words;
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
    private final Deque<KeptNote> notes = new ArrayDeque<>();
    private int noteNumber;

    /**
     * @param writers by the name of the element
     * @param resolver returns the file that an {@code href} of the source means
     * @param page the article, or a translation of it
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
        words = PageWords.of(page.attribute("lang"));
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

    public String word(PageWords.Key key) {
        return words.of(key);
    }

    /** Reports whether no block may stand here. */
    public boolean isInPhrase() {
        return isInPhrase;
    }

    public boolean isInLink() {
        return isInLink;
    }

    /** Returns a new id: {@code x-} and a letter and a number. */
    public String madeId(String letter) {
        return "x-" + letter + ++made;
    }

    /** Returns the id of an element, or a new one. */
    public String idOf(XmlElement element, String letter) {
        String id = source.id(element);
        return id == null ? madeId(letter) : id;
    }

    /** Tells the editor a thing of an element. */
    public void remark(String kind, XmlElement element, String text) {
        report.remark(kind, element.line(), text);
    }

    /** Returns the file that an element's {@code href} means, and writes down that it was asked for. */
    public Optional<Asset> asset(XmlElement element) {
        String href = element.attribute("href");
        if (href == null) {
            return Optional.empty();
        }
        Optional<Asset> asset = resolver.apply(href);
        report.asset(new AssetUse(href, element.name(), element.line(), asset.isPresent()));
        return asset;
    }

    /** Writes an element by the writer of its name. */
    public void write(XmlElement element) {
        if (isInPhrase && source.isBlockItself(element) && !PHRASED.contains(element.name())) {
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
        remark("unknown-element", element, "The element " + element.name() + " is not known; its words are shown.");
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

    /** Returns a name that may be one of a class: ASCII letters, digits and hyphens, at most 40. */
    public static String className(String name) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < name.length() && plain.length() < 40; i++) {
            char c = name.charAt(i);
            boolean isPlain = c < 0x80 && Character.isLetterOrDigit(c);
            plain.append(isPlain ? String.valueOf(c).toLowerCase(Locale.ROOT) : "-");
        }
        return plain.toString();
    }

    /** Writes what is in an element where words alone may stand. */
    public void phrase(XmlElement element) {
        phrase(element, child -> true);
    }

    /** Writes those of an element's words, and of the elements in it, where words alone may stand. */
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

    /** Writes an element's words, and each element in it by this. */
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

    /** Writes an element where words alone may stand. */
    public void writeInPhrase(XmlElement element) {
        boolean before = isInPhrase;
        isInPhrase = true;
        write(element);
        isInPhrase = before;
    }

    /** Writes what is in an element as words of a link, which holds no other. */
    public void linked(Runnable content) {
        boolean before = isInLink;
        isInLink = true;
        content.run();
        isInLink = before;
    }

    /** Writes what is in an element where blocks and words may stand beside each other. */
    public void bare(XmlElement element) {
        content(element.content(), child -> true, null, null);
    }

    /** As above, of the elements in it those that are taken alone. */
    public void bare(XmlElement element, Predicate<XmlElement> taken) {
        content(element.content(), taken, null, null);
    }

    /** Writes words that stand between the elements of one that should hold elements alone. */
    public void looseWords(XmlElement element) {
        for (Object part : element.content()) {
            if (part instanceof String text && !text.isBlank()) {
                html.element("p", text);
            }
        }
    }

    /** Writes what is in an element as blocks: words beside blocks get paragraphs of their own. */
    public void paragraphs(XmlElement element) {
        paragraphs(element, child -> true);
    }

    /** As above, of the elements in it those that are taken alone. */
    public void paragraphs(XmlElement element, Predicate<XmlElement> taken) {
        content(element.content(), taken, "", null);
    }

    /** As above, where figures that stand elsewhere in the file may come in after the paragraph that speaks of them. */
    public void section(XmlElement element, Predicate<XmlElement> taken) {
        boolean before = takesFloats;
        takesFloats = true;
        content(element.content(), taken, "", null);
        takesFloats = before;
    }

    /** Writes a paragraph that holds blocks: what is between them are paragraphs, all but the first {@code cont}. */
    public void split(XmlElement paragraph) {
        content(paragraph.content(), child -> true, "cont", source.id(paragraph));
    }

    /**
     * @param later the class of paragraphs behind the first; empty for none; null where words stand bare
     * @param id of the first paragraph
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
                settle();
            } else if (!isBlock && later == null) {
                inPhrase(part, taken);
                if (!deferred.isEmpty()) {
                    settle();
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
        settle();
    }

    private static boolean isNothing(Object part, Predicate<XmlElement> taken) {
        return part instanceof String text
                ? text.isBlank()
                : !taken.test((XmlElement) part) || SILENT.contains(((XmlElement) part).name());
    }

    private boolean closed(boolean isOpen) {
        if (isOpen) {
            html.close();
            settle();
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

    /** Writes the blocks that were put off, and in a section the figures whose turn has come. */
    public void settle() {
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

    /** Takes a figure that stands apart in the file, to be written where it is first spoken of. */
    public void floating(XmlElement element) {
        floats.add(element);
    }

    /** Says that the text speaks of an element; a translation that has not its own figures takes those of the article. */
    public void mention(XmlElement target) {
        boolean isWithinFigure = html.isWithin("figcaption");
        boolean isOfOther =
                page != source.root() && FIGURES.contains(target.name()) && source.page(target) == source.root();
        if (!isWithinFigure && (floats.remove(target) || isOfOther && borrowed.add(target))) {
            dueFloats.add(target);
        }
    }

    /** Takes a figure that nothing has spoken of; false where it has its place. */
    public boolean takeFloating(XmlElement element) {
        return floats.remove(element);
    }

    /**
     * Keeps a note that stands within words, to be written at the end.
     *
     * @param id of the note
     * @param back the id of its mark in the text
     * @return its number, from 1
     */
    public int keepNote(XmlElement note, String id, String back) {
        notes.add(new KeptNote(note, ++noteNumber, id, back));
        return noteNumber;
    }

    /** Returns the next note that was kept; null where there is none. */
    public KeptNote nextNote() {
        return notes.poll();
    }

    /** Reports whether notes were kept that nobody has taken. */
    public boolean hasNotes() {
        return !notes.isEmpty();
    }

    /** Writes what stands below a heading, whose own headings are one deeper. */
    public void deeper(Runnable content) {
        depth++;
        content.run();
        depth--;
    }

    /** Writes what stands in a box: its headings are none of the contents. */
    public void boxed(Runnable content) {
        boolean before = isInBox;
        isInBox = true;
        content.run();
        isInBox = before;
    }

    /**
     * Writes a heading of the depth reached.
     *
     * @param id of the heading
     * @param label before the title; may be none
     * @param title in the source; may be none
     * @param instead the words where there is neither; else null
     * @param section the id that the contents lead to; null for a heading that is not in them
     */
    public void heading(String id, XmlElement label, XmlElement title, String instead, String section) {
        boolean isLabelled = label.text() != null;
        boolean isTitled = title.text() != null || !title.elements().isEmpty();
        int level = depth + 1;
        html.open(
                "h" + Math.min(level, DEEPEST_HEADING),
                "id",
                id,
                "aria-level",
                level > DEEPEST_HEADING ? Integer.toString(Math.min(level, 99)) : null);
        headingWords(isLabelled ? label : null, isTitled ? title : null, instead);
        html.close();
        if (section != null && !isInBox && depth <= DEEPEST_LISTED) {
            list(section, isLabelled ? label : null, isTitled ? title : null, instead);
        }
    }

    private void headingWords(XmlElement label, XmlElement title, String instead) {
        if (label != null) {
            html.open("span", "class", "label", "id", source.id(label));
            phrase(label);
            html.close().text(title == null ? "" : " ");
        }
        if (title != null) {
            phrase(title);
        } else if (label == null) {
            html.made(instead == null ? "" : instead);
        }
    }

    private void list(String section, XmlElement label, XmlElement title, String instead) {
        Html shown = aside(() -> headingWords(label, title, instead));
        String text = shown.plain().all();
        report.heading(depth, section, shown.toString(), text.isEmpty() && instead != null ? instead : text);
    }

    /** Returns what is written meanwhile, apart from the page: without ids, links and blocks. */
    public Html aside(Runnable content) {
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

    /** Returns the language that an element states; null where it states none that is one. */
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

    /** Returns the direction of an element that states a language written from right to left; else null. */
    public String direction(XmlElement element) {
        String language = language(element);
        return language != null && RIGHT_TO_LEFT.contains(language.split("-", 2)[0]) ? "rtl" : null;
    }

    /** Returns the cross references of this page that name a note or a cited work. */
    public List<XmlElement> citations(XmlElement target) {
        return source.citations(target, page);
    }

    /** Writes links back from a note or a cited work, as many as fifty. */
    public void backLinks(XmlElement target) {
        List<XmlElement> citations = citations(target);
        if (citations.isEmpty() || isInLink) {
            return;
        }
        html.text(" ").open("span", "class", "back made");
        int number = 0;
        for (XmlElement citation : citations.subList(0, Math.min(50, citations.size()))) {
            number++;
            String name = word(PageWords.Key.BACK) + (citations.size() > 1 ? " (" + number + ")" : "");
            html.openLinkOrNothing(source.citationId(citation), "role", "doc-backlink", "aria-label", name);
            html.text("↩").close();
        }
        html.close();
    }

    /** Returns the test that an element has none of these names. */
    public static Predicate<XmlElement> without(String... names) {
        Set<String> left = Set.of(names);
        return element -> !left.contains(element.name());
    }
}
