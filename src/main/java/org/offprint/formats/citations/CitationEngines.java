package org.offprint.formats.citations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import de.undercouch.citeproc.CSL;
import de.undercouch.citeproc.ItemDataProvider;
import de.undercouch.citeproc.csl.CSLItemData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.offprint.formats.writing.SingleLine;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;

/**
 * Cache of formatted citations and citation engines. Engines are cached because parsing a style takes far longer than
 * formatting a citation. An engine is used by only one thread at a time.
 */
final class CitationEngines {

    /**
     * Maximum number of cached citation styles. The least recently used style is evicted. A large style occupies
     * several megabytes of memory.
     */
    private static final int MAX_STYLES = 24;

    private static final int MAX_IDLE_ENGINES_PER_STYLE = 4;

    /** Maximum total size of the cached citations, in bytes. */
    private static final long MAX_CITATION_BYTES = 8_000_000;

    /** Formatted citations, keyed by citation style and cited work. Formatting a citation takes 50 to 200 ms. */
    private final Cache<CitedItem, String> citations = Caffeine.newBuilder()
            .maximumWeight(MAX_CITATION_BYTES)
            .weigher((CitedItem cited, String text) -> 100 + 2 * (cited.item().length() + text.length()))
            .build();

    /**
     * Key of a cached citation: the cited work and the citation style.
     *
     * @param item cited work as CSL-JSON
     */
    private record CitedItem(CitationStyle style, String item) {}

    private final Map<CitationStyle, Deque<Engine>> idle = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<CitationStyle, Deque<Engine>> eldest) {
            return size() > MAX_STYLES;
        }
    };

    /** Returns the formatted citation of a work in the given citation style, as a single line of plain text. */
    String cite(ObjectNode item, CitationStyle style) {
        CitedItem cited = new CitedItem(style, item.toString());
        String known = citations.getIfPresent(cited);
        if (known != null) {
            return known;
        }
        Engine engine = acquire(style);
        String text = engine.cite(item);
        // An exception may leave the engine in an undefined state, so the engine is returned to the pool only after
        // success.
        release(style, engine);
        citations.put(cited, text);
        return text;
    }

    private Engine acquire(CitationStyle style) {
        synchronized (idle) {
            Deque<Engine> engines = idle.get(style);
            if (engines != null && !engines.isEmpty()) {
                return engines.pop();
            }
        }
        return new Engine(style);
    }

    private void release(CitationStyle style, Engine engine) {
        synchronized (idle) {
            Deque<Engine> engines = idle.computeIfAbsent(style, each -> new ArrayDeque<>());
            if (engines.size() < MAX_IDLE_ENGINES_PER_STYLE) {
                engines.push(engine);
            }
        }
    }

    private static final class Engine implements ItemDataProvider {

        /**
         * Pattern for an English page label before a number. If the number is an article number, the label is replaced.
         */
        private static final String PAGE = "(?<!\\p{L})pp?\\. ?(?=%s)";

        private static final String PROBE = "Probe Group";
        private static final String NUMBER = "e1357";

        private final CSL csl;
        private final CitationStyles.EtAl etAl;
        private final boolean hasBibliography;
        private final boolean isEnglish;
        /** Whether the citation style prints article numbers. */
        private final boolean printsArticleNumbers;
        /** Whether the citation style ends the list of names with a period. */
        private final boolean endsNamesWithPeriod;

        private CSLItemData item;

        Engine(CitationStyle style) {
            String list = CitationStyles.bibliographyTag(style.name());
            etAl = CitationStyles.etAlUseLast(list);
            hasBibliography = !list.isEmpty();
            isEnglish = style.locale().startsWith("en");
            try {
                csl = new CSL(this, style.name(), style.locale());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (IllegalStateException | IllegalArgumentException e) {
                // A few of the thousands of published styles contain errors.
                throw Problems.badParameter(
                        "style",
                        "unknown-style",
                        "The citation style " + style.name() + " contains an error. Choose another style.");
            }
            String probe = print(probe());
            endsNamesWithPeriod = probe.contains(PROBE + ".");
            printsArticleNumbers = probe.contains(NUMBER);
        }

        /** Returns a sample article, whose citation shows how a citation style prints names and article numbers. */
        private static ObjectNode probe() {
            ObjectNode probe = JsonNodeFactory.instance.objectNode();
            probe.put("id", "probe").put("type", "article-journal").put("title", "Title");
            probe.put("container-title", "Journal").put("volume", "7").put("issue", "2");
            probe.put("number", NUMBER).put("DOI", "10.5555/probe");
            probe.putObject("issued").putArray("date-parts").addArray().add(2020);
            probe.putArray("author").addObject().put("literal", PROBE);
            return probe;
        }

        /**
         * Returns the formatted citation of a work. If the citation style does not print article numbers, the article
         * number is cited as a page.
         */
        String cite(ObjectNode work) {
            String number = work.path("number").textValue();
            boolean hasPlace = number == null || work.has("page");
            String text = hasPlace || printsArticleNumbers ? render(work) : null;
            if (text != null && (hasPlace || text.contains(number))) {
                return text;
            }
            String paged = render(work.deepCopy().put("page", number));
            return isEnglish ? paged.replaceFirst(String.format(PAGE, Pattern.quote(number)), "article ") : paged;
        }

        private String render(ObjectNode work) {
            ObjectNode prepared = work.deepCopy();
            CitedNames names = CitedNames.prepare(prepared, etAl);
            String text = names.restore(print(prepared), endsNamesWithPeriod);
            return isEnglish ? NestedQuotes.alternated(text) : text;
        }

        private String print(ObjectNode work) {
            item = CSLItemData.fromJson(Json.asMap(work));
            csl.reset(); // CSL.reset() also resets the output format.
            csl.setOutputFormat("text");
            csl.registerCitationItems(item.getId());
            // Citation styles that only format footnotes have no bibliography.
            String text = hasBibliography
                    ? csl.makeBibliography().getEntries()[0]
                    : csl.makeCitation(item.getId()).get(0).getText();
            // The citation style prints the citation number in a separate column. Plain text has no columns, so add a
            // space after the number.
            return SingleLine.of(text).replaceFirst("^(\\[1]|\\(1\\)|1\\.?)(?=\\p{L})", "$1 ");
        }

        @Override
        public CSLItemData retrieveItem(String id) {
            return item;
        }

        @Override
        public Collection<String> getIds() {
            return List.of(item.getId());
        }
    }
}
