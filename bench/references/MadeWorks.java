package org.offprint.references.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/**
 * Creates artificial works from parts of other works, so that the reference strings contain many journals, publishers
 * and places. The works are articles cited by Crossref works, with only one known author, and books, chapters, theses,
 * and reports of organizations.
 */
final class MadeWorks {

    /** Words that identify a language, and words for a thesis. */
    private static final Map<String, String> LANGUAGES = Map.of(
            "pt", "da|do|das|dos|em|uma|um|e|na|no|para|pela|ao",
            "es", "el|los|las|del|en|una|un|y|para|al|por|la",
            "de", "der|die|und|des|das|im|zur|von|für|zum|eine|den",
            "it", "il|di|della|delle|nel|dei|del|alla|dal|e|una|per",
            "fr", "le|les|des|du|et|une|la|dans|aux|sur|pour",
            "en", "the|of|and|in|for|an|on|with|to|a|by");

    private static final Map<String, List<String>> THESES = Map.of(
            "pt", List.of("Dissertação de Mestrado", "Tese de doutorado", "Tese (Doutorado)", "Dissertação (Mestrado)"),
            "es", List.of("Tesis doctoral", "Tesis de maestría", "Trabajo de grado"),
            "de", List.of("Dissertation", "Diplomarbeit", "Masterarbeit"),
            "it", List.of("Tesi di laurea", "Tesi di dottorato"),
            "fr", List.of("Thèse de doctorat", "Mémoire de maîtrise"),
            "en", List.of("PhD thesis", "Doctoral dissertation", "Master's thesis", "MSc thesis", "Ph.D. Thesis"));

    private static final int MOST_AUTHORS = 7;

    /** Organization with its name in a language, its city and its country. */
    private record Organization(String name, String city, String country, boolean isUniversity) {}

    /** Publisher with its place of publication. */
    private record House(String publisher, String place) {}

    private final Random random;
    private final Predicate<KnownParts> isLearned;
    private final List<KnownParts.Name> names = new ArrayList<>();
    private final Map<String, List<String>> titles = new TreeMap<>();
    private final Map<String, List<String>> books = new TreeMap<>();
    private final Map<String, List<House>> houses = new TreeMap<>();
    private final Map<String, List<Organization>> organizations = new TreeMap<>();
    private final List<String> cities = new ArrayList<>();
    private final List<String> countries = new ArrayList<>();
    private final List<KnownParts> made = new ArrayList<>();

    MadeWorks(long seed, List<KnownParts> works, Predicate<KnownParts> isLearned) {
        random = new Random(seed);
        this.isLearned = isLearned;
        works.forEach(this::take);
    }

    /** Collects the parts of a work, if they may be used for training. */
    private void take(KnownParts work) {
        if (!isLearned.test(work)) {
            return;
        }
        for (KnownParts.Name name : work.authors) {
            if (name.given() != null && name.given().length() < 25) {
                names.add(name);
            }
        }
        String language = language(work.title + " " + (work.publisher == null ? "" : work.publisher));
        boolean isBook = work.publisher != null || work.place != null;
        if (work.title != null && work.title.length() < 200) {
            into(isBook && work.container == null ? books : titles, language, work.title);
        }
        if (isBook && work.container != null && work.container.length() < 150) {
            into(books, language, work.container);
        }
        if (work.publisher != null && work.publisher.length() < 80) {
            into(houses, language, new House(work.publisher, work.place));
        }
    }

    private static <T> void into(Map<String, List<T>> lists, String language, T value) {
        lists.computeIfAbsent(language, l -> new ArrayList<>()).add(value);
    }

    /** Returns the language of a text: the language with the most known words, or English if there are none. */
    static String language(String text) {
        String words = " " + text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]+", "  ") + " ";
        String best = "en";
        int most = 0;
        for (Map.Entry<String, String> language : new TreeMap<>(LANGUAGES).entrySet()) {
            int count = 0;
            for (String word : language.getValue().split("\\|")) {
                for (int at = words.indexOf(" " + word + " "); at >= 0; at = words.indexOf(" " + word + " ", at + 1)) {
                    count++;
                }
            }
            if (count > most) {
                most = count;
                best = language.getKey();
            }
        }
        return best;
    }

    /** Creates articles from the references of Crossref works. */
    void cited(Path file) throws IOException {
        for (JsonNode work : lines(file)) {
            for (JsonNode cited : work.path("reference")) {
                KnownParts parts = new KnownParts();
                String journal = plain(cited.path("journal-title").asText(null));
                String title = plain(cited.path("article-title").asText(null));
                String book = plain(cited.path("volume-title").asText(null));
                parts.year = year(cited.path("year").asText(""));
                if (journal == null && book != null && title == null && book.length() < 150 && isClean(book)) {
                    KnownParts of = new KnownParts();
                    of.title = book;
                    if (isLearned.test(of)) {
                        into(books, language(book), book);
                    }
                }
                boolean isBad = journal == null
                        || journal.length() > 90
                        || journal.matches("(?i)in[: ].*|.*\\d.*|.*\\bproc.*")
                        || !isClean(journal)
                        || title != null && (title.length() < 12 || title.length() > 200 || !isClean(title))
                        || parts.year == null;
                KnownParts.Name author = name(cited.path("author").asText(""));
                if (isBad || author == null) {
                    continue;
                }
                parts.title = title;
                parts.container = journal;
                parts.volume = number(cited.path("volume").asText(""));
                parts.issue = number(cited.path("issue").asText(""));
                parts.first = number(cited.path("first-page").asText(""));
                if (parts.first != null && parts.first.matches("\\d{1,5}") && random.nextInt(100) < 75) {
                    parts.last = String.valueOf(Integer.parseInt(parts.first) + 1 + random.nextInt(24));
                }
                parts.authors.add(author);
                parts.source = "cited";
                if ((title != null || parts.volume != null) && isLearned.test(parts)) {
                    made.add(parts);
                    if (title != null) {
                        into(titles, language(title), title);
                    }
                }
            }
        }
        for (KnownParts parts : made) {
            if (parts.title != null && random.nextInt(100) < 10) {
                parts.title += (random.nextInt(3) == 0 ? " in " : ", ") + anyOf(random.nextBoolean() ? cities : countries);
            }
            if (random.nextInt(100) < 6) {
                parts.place = anyOf(random.nextInt(4) == 0 ? countries : cities);
            }
            for (int more = authors() - 1; more > 0; more--) {
                parts.authors.add(anyOf(names));
            }
        }
    }

    /** Reads organizations and groups them by the language of their names. */
    void organizations(Path file) throws IOException {
        for (JsonNode line : lines(file)) {
            JsonNode place = line.path("locations").path(0).path("geonames_details");
            boolean isUniversity = line.path("types").toString().contains("education");
            cities.add(place.path("name").asText());
            countries.add(place.path("country_name").asText());
            for (JsonNode name : line.path("names")) {
                String language = name.path("lang").asText("");
                String value = name.path("value").asText();
                boolean isName = !name.path("types").toString().contains("acronym") && value.length() < 70;
                if (LANGUAGES.containsKey(language) && isName && isClean(value)) {
                    into(
                            organizations,
                            language,
                            new Organization(
                                    value,
                                    place.path("name").asText(),
                                    place.path("country_name").asText(),
                                    isUniversity));
                }
            }
        }
    }

    /** Creates the given number of books, chapters, theses and reports, and returns all created works. */
    List<KnownParts> make(int count) {
        List<String> languages = List.of("en", "en", "en", "pt", "pt", "es", "es", "de", "it", "fr");
        for (int i = 0; i < count; i++) {
            made.add(make(anyOf(languages)));
        }
        return made;
    }

    private KnownParts make(String language) {
        KnownParts work = new KnownParts();
        work.source = "made";
        List<String> all = titles.getOrDefault(language, titles.get("en"));
        List<String> ofBooks = books.getOrDefault(language, books.get("en"));
        int kind = random.nextInt(100);
        work.title = anyOf(kind < 35 && random.nextInt(4) > 0 ? ofBooks : all);
        if (kind >= 35 && kind < 60) {
            work.container = anyOf(random.nextInt(4) > 0 ? ofBooks : all);
        }
        work.year = String.valueOf(1950 + random.nextInt(75));
        for (int more = random.nextInt(3) == 0 ? authors() : 1 + random.nextInt(2); more > 0; more--) {
            work.authors.add(anyOf(names));
        }
        Organization organization = anyOf(organizations.get(language));
        while (kind >= 60 && kind < 85 && !organization.isUniversity()) {
            organization = anyOf(organizations.get(language));
        }
        if (kind < 60 && random.nextInt(100) < 75) {
            House house = anyOf(houses.getOrDefault(language, houses.get("en")));
            work.publisher = house.publisher();
            work.place = house.place() == null || random.nextInt(3) == 0 ? anyOf(cities) : house.place();
        } else {
            work.publisher = organization.name();
            work.place = organization.city();
            if (random.nextInt(100) < 20) {
                work.place += ", " + organization.country();
            }
        }
        if (random.nextInt(100) < (kind < 60 ? 8 : 30)) {
            work.place = null;
        } else if (work.container == null && random.nextInt(100) < 8) {
            work.publisher = null;
        }
        if (work.container != null) {
            for (int more = random.nextInt(4); more > 0; more--) {
                work.editors.add(anyOf(names));
            }
            if (random.nextInt(100) < 85) {
                int first = 1 + random.nextInt(500);
                work.first = String.valueOf(first);
                work.last = String.valueOf(first + 2 + random.nextInt(30));
            }
            if (random.nextInt(100) < 10) {
                work.volume = String.valueOf(1 + random.nextInt(12));
            }
        } else if (kind < 35 && random.nextInt(100) < 20) {
            work.edition = String.valueOf(2 + random.nextInt(5));
        }
        work.type = kind < 60 ? "book" : kind < 85 ? "thesis" : "report";
        work.genre = kind >= 60 && kind < 85 ? anyOf(THESES.get(language)) : null;
        return work;
    }

    private int authors() {
        return Math.min(1 + random.nextInt(MOST_AUTHORS), 1 + random.nextInt(MOST_AUTHORS));
    }

    private <T> T anyOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private KnownParts.Name name(String author) {
        String text = author.strip();
        if (text.matches("\\p{Lu}[\\p{L}'’-]+")) {
            return new KnownParts.Name(text, anyOf(names).given());
        }
        String initials = "(?:\\p{Lu}\\.?[ -]?){1,3}";
        String family = "\\p{Lu}[\\p{L}'’-]{2,}";
        if (text.matches(initials + " ?" + family) && text.matches("(?U).*[. ]" + family)) {
            int at = text.replaceFirst(family + "$", "").length();
            return new KnownParts.Name(text.substring(at), text.substring(0, at).strip());
        }
        if (text.matches(family + ",? " + initials)) {
            int at = text.indexOf(' ');
            return new KnownParts.Name(text.substring(0, at).replace(",", ""), text.substring(at).strip());
        }
        return null;
    }

    private static String year(String text) {
        return text.matches("(1[89]|20)\\d\\d") ? text : null;
    }

    private static String number(String text) {
        return text.matches("[A-Za-z]{0,2}\\d{1,6}") ? text : null;
    }

    private static boolean isClean(String text) {
        return text.chars().noneMatch(c -> c == '<' || c == '{' || c == '\\' || c == '|' || c == '$' || c == '\uFFFD')
                && Character.isLetter(text.charAt(0));
    }

    private static String plain(String text) {
        String plain = text == null ? "" : text.replaceAll("\\s+", " ").replaceAll("^\\W+|[.,;:\\s]+$", "");
        return plain.isEmpty() ? null : plain;
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(mapper.readTree(line));
            }
        }
        return lines;
    }
}
