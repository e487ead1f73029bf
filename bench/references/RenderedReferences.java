package org.offprint.references.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.undercouch.citeproc.CSL;
import de.undercouch.citeproc.ItemDataProvider;
import de.undercouch.citeproc.csl.CSLItemData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** Renders known works in CSL styles, with the defects of printed references. */
final class RenderedReferences {

    private static final List<String> COMMON = List.of(
            "nlm-citation-sequence",
            "apa",
            "harvard-cite-them-right",
            "chicago-author-date",
            "chicago-notes-bibliography",
            "modern-language-association",
            "ieee",
            "associacao-brasileira-de-normas-tecnicas",
            "china-national-standard-gb-t-7714-2015-numeric",
            "china-national-standard-gb-t-7714-2015-author-date",
            "din-1505-2",
            "american-chemical-society",
            "american-physics-society",
            "american-institute-of-physics",
            "nature",
            "science",
            "cell",
            "elsevier-harvard",
            "elsevier-vancouver",
            "springer-basic-author-date",
            "springer-basic-brackets",
            "springer-mathphys-brackets",
            "iso690-author-date-en",
            "iso690-author-date-fr",
            "iso690-numeric-en",
            "american-medical-association",
            "royal-society-of-chemistry",
            "taylor-and-francis-chicago-author-date",
            "sage-harvard",
            "council-of-science-editors",
            "turabian-author-date",
            "gost-r-7-0-5-2008",
            "deutsche-gesellschaft-fur-psychologie",
            "deutsche-sprache",
            "american-geophysical-union",
            "american-sociological-association",
            "plos",
            "the-astrophysical-journal",
            "bmj",
            "the-lancet",
            "angewandte-chemie",
            "universite-de-geneve-departement-de-francais-moderne",
            "unified-style-sheet-for-linguistics",
            "american-political-science-association",
            "mhra-notes",
            "oscola",
            "archiv-fur-sozialgeschichte",
            "infoclio-de",
            "geistes-und-kulturwissenschaften-teilmann",
            "leviathan",
            "zeitschrift-fur-soziologie",
            "zeitschrift-fur-padagogik",
            "osterreichische-zeitschrift-fur-volkskunde",
            "springer-physics-author-date");

    private static final List<String> LOCALES = List.of(
            "en-US", "en-US", "en-GB", "de-DE", "de-DE", "fr-FR", "es-ES", "pt-BR", "it-IT", "it-IT", "ru-RU", "zh-CN",
            "nl-NL", "sv-SE", "es-ES", "pt-BR", "pt-BR", "en-US", "en-US");

    private final Random random;
    private final ObjectMapper mapper = new ObjectMapper();
    final Map<String, Integer> styles = new TreeMap<>();
    int lost;

    RenderedReferences(long seed) {
        random = new Random(seed);
    }

    private static final class Engine implements ItemDataProvider {
        private final CSL csl;
        private CSLItemData item;

        Engine(String style, String locale) throws java.io.IOException {
            csl = new CSL(this, style, locale);
        }

        String render(CSLItemData data) {
            item = data;
            csl.reset();
            csl.setOutputFormat("text");
            csl.registerCitationItems(data.getId());
            return csl.makeBibliography().getEntries()[0].strip().replaceAll("\\s+", " ");
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

    List<LabelledReference> render(List<KnownParts> works, int rounds, int others) throws java.io.IOException {
        List<String> all = new ArrayList<>(new TreeSet<>(CSL.getSupportedStyles()));
        all.removeIf(style -> style.startsWith("dependent/"));
        List<String> chosen = new ArrayList<>();
        for (String style : COMMON) {
            if (all.contains(style)) {
                chosen.add(style);
                chosen.add(style);
            } else {
                System.err.println("no style " + style);
            }
        }
        for (int i = 0; i < others; i++) {
            chosen.add(all.get(random.nextInt(all.size())));
        }
        Map<String, List<KnownParts>> byLanguage = new TreeMap<>();
        for (KnownParts work : works) {
            String words = work.title + " " + work.container + " " + work.publisher;
            byLanguage.computeIfAbsent(MadeWorks.language(words), l -> new ArrayList<>()).add(work);
        }
        List<LabelledReference> references = new ArrayList<>();
        int perStyle = works.size() * rounds / 100 / chosen.size() + 1;
        for (String style : chosen) {
            Engine engine;
            String locale = LOCALES.get(random.nextInt(LOCALES.size()));
            try {
                engine = new Engine(style, locale);
            } catch (Exception e) {
                continue;
            }
            for (int i = 0; i < perStyle; i++) {
                List<KnownParts> ofLanguage = byLanguage.get(locale.substring(0, 2));
                boolean isForeign = ofLanguage != null && random.nextInt(100) < 50;
                List<KnownParts> from = isForeign ? ofLanguage : works;
                KnownParts work = prepared(from.get(random.nextInt(from.size())));
                String text;
                try {
                    text = engine.render(item(work));
                } catch (Exception | StackOverflowError e) {
                    break;
                }
                LabelledReference reference = work.align(
                        "csl/" + style + "/" + locale + "/" + work.source,
                        text.replaceFirst("^(\\[1]|\\(1\\)|1\\.?)(?=\\p{L})", "$1 "),
                        false);
                if (reference == null || parts(reference) < 3) {
                    lost++;
                    continue;
                }
                references.add(disturbed(reference));
                styles.merge(style, 1, Integer::sum);
            }
        }
        return references;
    }

    private static int parts(LabelledReference reference) {
        return reference.values().size();
    }

    private KnownParts prepared(KnownParts work) {
        KnownParts prepared = new KnownParts();
        prepared.authors.addAll(work.authors);
        prepared.editors.addAll(work.editors);
        prepared.title = work.title;
        prepared.container = work.container;
        prepared.year = work.year;
        prepared.volume = work.volume;
        prepared.issue = work.issue;
        prepared.first = work.first;
        prepared.last = work.last;
        prepared.publisher = work.publisher;
        prepared.place = work.place;
        prepared.edition = work.edition;
        prepared.type = work.type;
        prepared.genre = work.genre;
        prepared.source = work.source;
        boolean isJournal = work.container != null && work.publisher == null;
        if (random.nextInt(100) < 4) {
            StringBuilder acronym = new StringBuilder();
            for (int i = 3 + random.nextInt(3); i > 0; i--) {
                acronym.append((char) ('A' + random.nextInt(26)));
            }
            prepared.authors.clear();
            prepared.authors.add(new KnownParts.Name(acronym.toString(), null));
        }
        if (isJournal && random.nextInt(100) < 40) {
            prepared.container = abbreviated(work.container);
        }
        if (isJournal && work.volume != null && random.nextInt(100) < 15) {
            prepared.title = null;
        }
        if (work.last != null && random.nextInt(100) < 15) {
            prepared.last = null;
        }
        return prepared;
    }

    private String abbreviated(String journal) {
        boolean hasDots = random.nextBoolean();
        StringBuilder cut = new StringBuilder();
        String[] words = journal.split(" ");
        if (words.length == 1) {
            return journal;
        }
        for (String word : words) {
            if (word.matches("(?i)(of|the|and|for|in|on|de|la|do|da|e|der|und|&)")) {
                continue;
            }
            int keep = 3 + random.nextInt(3);
            String kept = word.length() > keep + 2 && word.matches("\\p{L}+")
                    ? word.substring(0, keep) + (hasDots ? "." : "")
                    : word;
            if (word.equalsIgnoreCase("journal")) {
                kept = hasDots ? "J." : "J";
            }
            cut.append(cut.length() > 0 ? " " : "").append(kept);
        }
        return cut.toString();
    }

    private CSLItemData item(KnownParts work) {
        ObjectNode item = mapper.createObjectNode();
        boolean isJournal = work.container != null && work.publisher == null;
        item.put("id", "x");
        boolean isThesis = work.genre != null;
        item.put("type", isThesis ? "thesis" : isJournal ? "article-journal" : work.container != null ? "chapter" : "book");
        put(item, "genre", work.genre);
        put(item, "title", work.title);
        boolean hasPlace = isJournal && work.place != null && "cited".equals(work.source);
        String behind = hasPlace ? random.nextInt(3) == 0 ? " (" + work.place + ")" : ", " + work.place : "";
        put(item, "container-title", work.container == null ? null : work.container + behind);
        put(item, "volume", work.volume);
        put(item, "issue", work.issue);
        put(item, "publisher", work.publisher);
        put(item, "publisher-place", hasPlace ? null : work.place);
        put(item, "edition", work.edition == null || !work.edition.matches("\\d{1,2}") ? null : work.edition);
        if (work.first != null) {
            item.put(
                    "page",
                    work.last == null || work.last.equals(work.first) ? work.first : work.first + "-" + work.last);
        }
        int address = random.nextInt(100);
        if (address < 15) {
            item.put("DOI", "10." + (1000 + random.nextInt(9000)) + "/abc." + (100 + random.nextInt(9000)));
        } else if (address < (isJournal ? 20 : 30)) {
            item.put("URL", "https://www.example.org/" + (100 + random.nextInt(9000)));
            ArrayNode day = item.putObject("accessed").putArray("date-parts").addArray();
            day.add(2000 + random.nextInt(25)).add(1 + random.nextInt(12)).add(1 + random.nextInt(28));
        }
        people(item, "author", work.authors);
        people(item, "editor", work.editors);
        if (work.year != null && work.year.matches("\\d{4}.?")) {
            ArrayNode date = item.putObject("issued").putArray("date-parts").addArray();
            date.add(Integer.parseInt(work.year.substring(0, 4)));
            work.hasMonth = false;
            if (random.nextInt(100) < 25) {
                date.add(1 + random.nextInt(12));
                work.hasMonth = true;
                if (random.nextBoolean()) {
                    date.add(1 + random.nextInt(28));
                }
            }
            work.year = work.year.substring(0, 4);
        } else {
            work.year = null;
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> map = mapper.convertValue((JsonNode) item, Map.class);
        return CSLItemData.fromJson(map);
    }

    private static void put(ObjectNode item, String name, String value) {
        if (value != null) {
            item.put(name, value);
        }
    }

    private static void people(ObjectNode item, String role, List<KnownParts.Name> people) {
        if (people.isEmpty()) {
            return;
        }
        ArrayNode list = item.putArray(role);
        for (KnownParts.Name person : people) {
            ObjectNode name = list.addObject();
            if (person.given() == null) {
                name.put("literal", person.family());
            } else {
                name.put("family", person.family());
                name.put("given", person.given());
            }
        }
    }

    /** Removes spaces, hyphenates words, and adds labels at the start. */
    private LabelledReference disturbed(LabelledReference reference) {
        StringBuilder text = new StringBuilder();
        List<Integer> masks = new ArrayList<>();
        int kind = random.nextInt(100);
        if (kind < 8) {
            String label = kind < 3
                    ? "[" + (1 + random.nextInt(99)) + "] "
                    : kind < 6 ? (1 + random.nextInt(99)) + ". " : (1 + random.nextInt(99)) + " ";
            text.append(label);
            for (int i = 0; i < label.length(); i++) {
                masks.add(0);
            }
        }
        boolean losesBlanks = random.nextInt(100) < 8;
        boolean breaksWords = random.nextInt(100) < 6;
        boolean dashes = random.nextInt(100) < 30;
        String from = reference.text();
        for (int i = 0; i < from.length(); i++) {
            char c = from.charAt(i);
            if (losesBlanks && c == ' ' && i > 0 && ",.;:".indexOf(from.charAt(i - 1)) >= 0 && random.nextInt(3) == 0) {
                continue;
            }
            text.append(dashes && c == '\u2013' ? '-' : c);
            masks.add(reference.masks()[i]);
            boolean isWithin = i > 2
                    && i + 3 < from.length()
                    && Character.isLowerCase(c)
                    && Character.isLowerCase(from.charAt(i + 1))
                    && Character.isLowerCase(from.charAt(i - 1))
                    && Character.isLowerCase(from.charAt(i + 2));
            if (breaksWords && isWithin && random.nextInt(60) == 0) {
                text.append("- ");
                masks.add(reference.masks()[i]);
                masks.add(reference.masks()[i]);
            }
        }
        return new LabelledReference(
                reference.source(),
                text.toString(),
                masks.stream().mapToInt(x -> x).toArray(),
                reference.tagged(),
                reference.type());
    }
}
