package org.offprint.search.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.offprint.journal.affiliations.parsing.ComparedWords;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.text.FoldedText;
import org.offprint.search.IndexMoment;
import org.offprint.search.matching.AffiliationMatching;
import org.offprint.search.matching.MatchCandidate;
import org.offprint.search.IndexState;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchIndex;
import org.offprint.search.SearchRequest;
import org.offprint.search.Suggestion;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.embedded.index.TestIndex;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/**
 * Measures links of printed affiliations to organizations, and writes all candidates to {@code
 * target/affiliation-matches.tsv} for manual review. Arguments: a folder of JATS files, a gzip file of ROR records, and
 * a gzip file of Crossref works, both with one JSON object per line. Fails if more links than documented contradict
 * the ROR id in a JATS file, or a label of an affiliation of the works. An optional fourth argument is a file of further
 * labelled affiliations. Each line contains the text, a tab, and the ROR ids of all named organizations.
 */
final class AffiliationLinks {

    private static final Path LABELS = Path.of("bench/inside/affiliation-labels.tsv");
    /** Number of wrong links that docs/affiliations.md states. */
    private static final int MAX_WRONG = 1;

    private static final Pattern AFFILIATION = Pattern.compile("<aff\\b[^>]*>(.*?)</aff>", Pattern.DOTALL);
    private static final Pattern ROR =
            Pattern.compile("institution-id-type=\"ror\"[^>]*>\\s*(?:https://ror.org/)?(0[a-z0-9]{8})");

    /**
     * Printed affiliation.
     *
     * @param rors ROR ids of the organizations to which the affiliation can be linked; null if they are unknown
     * @param isWanted whether the affiliation must be linked
     */
    private record Printed(String text, Set<String> rors, boolean isWanted) {}

    private AffiliationLinks() {}

    public static void main(String... arguments) throws IOException {
        List<JsonNode> organizations = organizations(Path.of(arguments[1]));
        try (TestIndex index = new TestIndex()) {
            index.add(organizations.stream().map(AffiliationLinks::entry).toArray(IndexRecord[]::new));
            AffiliationMatching matching = AffiliationMatching.over(new Searched(index));
            Set<String> held = new HashSet<>();
            organizations.forEach(each -> held.add(each.get("ror").textValue()));
            List<String> lines = new ArrayList<>();
            List<String> wrong = new ArrayList<>();
            measure("JATS", matching, ofJats(Path.of(arguments[0]), held), lines, wrong);
            List<Printed> works = ofWorks(Path.of(arguments[2]), labels());
            measure("works", matching, works, lines, wrong);
            if (arguments.length > 3) {
                measure("held out", matching, labelled(Path.of(arguments[3]), held), lines, new ArrayList<>());
            }
            measureTime(matching, works);
            Files.write(Path.of("target/affiliation-matches.tsv"), lines);
            wrong.forEach(each -> System.out.println("wrong: " + each));
            require(wrong.size() <= MAX_WRONG, wrong.size() + " wrong links");
        }
    }

    private static void measure(
            String name,
            AffiliationMatching matching,
            List<Printed> printed,
            List<String> lines,
            List<String> wrong) {
        int linked = 0;
        int labelled = 0;
        int contradicted = 0;
        int wanted = 0;
        int found = 0;
        for (Printed one : printed) {
            AffiliationMatching.Match match = matching.match(one.text(), 3);
            String link = sure(match.candidates());
            require(
                    Objects.equals(link, sure(matching.matchWholeNames(one.text(), 3))),
                    "by whole names: " + one.text());
            boolean isRight = link != null && one.rors() != null && one.rors().contains(link);
            linked += link == null ? 0 : 1;
            labelled += link != null && one.rors() != null ? 1 : 0;
            if (link != null && one.rors() != null && !isRight) {
                contradicted++;
                wrong.add(one.text() + " " + match.candidates().get(0));
            }
            wanted += one.isWanted() ? 1 : 0;
            found += one.isWanted() && isRight ? 1 : 0;
            String state = one.isWanted() && !isRight ? "missed" : one.rors() == null ? "unlabelled" : "labelled";
            for (MatchCandidate candidate : match.candidates()) {
                lines.add(line(name + " " + state, one, candidate));
            }
            lines.add("\t\t" + one.text() + "\t" + match.parts());
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %d affiliations, %d linked; %d of %d labelled links are right, precision %.1f %%;"
                        + " %d of %d wanted links are made, recall %.1f %%%n",
                name,
                printed.size(),
                linked,
                labelled - contradicted,
                labelled,
                100.0 * (labelled - contradicted) / Math.max(1, labelled),
                found,
                wanted,
                100.0 * found / Math.max(1, wanted));
    }

    private static String line(String state, Printed one, MatchCandidate candidate) {
        JsonNode named = candidate.affiliation();
        return String.join(
                "\t",
                state,
                candidate.sure() ? "sure" : "-",
                String.format(Locale.ROOT, "%.2f", candidate.score()),
                one.text(),
                named.path("name").asText(),
                named.path("city").asText() + ", " + named.path("country").asText(),
                named.path("ror").asText(),
                candidate.name());
    }

    /** Measures the processor time of an import and of a request, after a round that warms up. */
    private static void measureTime(AffiliationMatching matching, List<Printed> printed) {
        for (int round = 0; round < 4; round++) {
            long begin = processorNanos();
            printed.forEach(one -> matching.matchWholeNames(one.text(), 3));
            double named = (processorNanos() - begin) / 1e6 / printed.size();
            begin = processorNanos();
            printed.forEach(one -> matching.match(one.text(), 5));
            double asked = (processorNanos() - begin) / 1e6 / printed.size();
            System.out.printf(
                    Locale.ROOT, "processor time per affiliation: import %.2f ms, match request %.2f ms%n", named, asked);
        }
    }

    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    private static String sure(List<MatchCandidate> candidates) {
        return candidates.stream()
                .filter(MatchCandidate::sure)
                .map(candidate -> candidate.affiliation().path("ror").asText())
                .findFirst()
                .orElse(null);
    }

    private static List<Printed> ofJats(Path folder, Set<String> held) throws IOException {
        Map<String, Printed> printed = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".xml"))
                    .sorted()
                    .toList()) {
                Matcher affiliations =
                        AFFILIATION.matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                while (affiliations.find()) {
                    String xml = affiliations.group(1);
                    Matcher ror = ROR.matcher(xml);
                    String text = text(xml);
                    if (text.length() > 3 && text.length() <= AffiliationMatching.MAX_LENGTH) {
                        boolean isHeld = ror.find() && held.contains(ror.group(1));
                        printed.putIfAbsent(
                                text, new Printed(text, isHeld ? Set.of(ror.group(1)) : null, isHeld));
                    }
                }
            }
        }
        return List.copyOf(printed.values());
    }

    private static List<Printed> ofWorks(Path file, Map<String, Printed> labels) throws IOException {
        Map<String, Printed> printed = new LinkedHashMap<>();
        for (String line : lines(file)) {
            JsonNode work = Json.parse(line.getBytes(StandardCharsets.UTF_8));
            for (String role : List.of("author", "editor", "chair", "translator")) {
                work.path(role).forEach(person -> person.path("affiliation").forEach(each -> {
                    String text = FoldedText.plain(each.path("name").asText(""));
                    Printed label = labels.get(hash(text));
                    if (label != null) {
                        printed.putIfAbsent(text, new Printed(text, label.rors(), label.isWanted()));
                    }
                }));
            }
        }
        require(printed.size() == labels.size(), printed.size() + " of " + labels.size() + " labels were found");
        return List.copyOf(printed.values());
    }

    /**
     * Reads labelled affiliations. A link is required if the text names only one organization, and {@code held} contains
     * the organization.
     */
    private static List<Printed> labelled(Path file, Set<String> held) throws IOException {
        List<Printed> printed = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] cells = line.split("\t");
            Set<String> rors = cells.length == 1 ? Set.of() : Set.of(cells[1].split(" "));
            printed.add(new Printed(cells[0], rors, rors.size() == 1 && held.containsAll(rors)));
        }
        return printed;
    }

    /**
     * Reads the labels: the beginning of the SHA-256 hash of the affiliation, whether a link is required, permitted or
     * wrong, and the ROR ids of the correct organizations.
     */
    private static Map<String, Printed> labels() throws IOException {
        Map<String, Printed> labels = new HashMap<>();
        for (String line : Files.readAllLines(LABELS)) {
            if (!line.startsWith("#")) {
                String[] cells = line.split("\t");
                Set<String> rors = cells[2].equals("-") ? Set.of() : Set.of(cells[2].split(" "));
                labels.put(cells[0], new Printed(null, rors, cells[1].equals("required")));
            }
        }
        return labels;
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the text of an affiliation as shown to readers. */
    private static String text(String xml) {
        String bare = xml.replaceAll("(?s)<(label|sup|institution-id|email|xref|ext-link|fax|phone)\\b.*?</\\1>", "")
                .replaceAll("(?s)<institution content-type=\"(original|normalized)\">.*?</institution>", "")
                .replaceAll("(?s)</(institution|addr-line|named-content|city|state|country)>\\s*(?=<)", ", ")
                .replaceAll("(?s)<!--.*?-->|<[^>]+>", "");
        Matcher reference = Pattern.compile("&#(x[0-9A-Fa-f]+|\\d+);").matcher(bare);
        String plain = reference
                .replaceAll(found -> Matcher.quoteReplacement(Character.toString(
                        found.group(1).startsWith("x")
                                ? Integer.parseInt(found.group(1).substring(1), 16)
                                : Integer.parseInt(found.group(1)))))
                .replace("&amp;", "&");
        return plain.replaceAll("\\s+", " ").replaceAll("(\\s*,)+", ",").replaceAll("^[\\s,]+|[\\s,]+$", "");
    }

    private static List<JsonNode> organizations(Path file) throws IOException {
        List<JsonNode> organizations = new ArrayList<>();
        for (String line : lines(file)) {
            JsonNode record = Json.parse(line.getBytes(StandardCharsets.UTF_8));
            ObjectNode affiliation = JsonNodeFactory.instance.objectNode();
            affiliation.put("id", id(record.path("id").asText()));
            record.path("relationships").forEach(related -> {
                if (related.path("type").asText().equals("parent") && !affiliation.has("parent")) {
                    affiliation.put("parent", id(related.path("id").asText()));
                }
            });
            affiliation.put("ror", record.path("id").asText().replace("https://ror.org/", ""));
            for (String kind : List.of("ror_display", "label", "alias", "acronym")) {
                record.path("names").forEach(name -> addName(name, kind, affiliation));
            }
            JsonNode place = record.at("/locations/0/geonames_details");
            affiliation.put("city", place.path("name").asText());
            affiliation.put("region", place.path("country_subdivision_name").asText());
            affiliation.put("country", place.path("country_code").asText());
            affiliation.put("status", record.path("status").asText());
            organizations.add(affiliation);
        }
        return organizations;
    }

    /** Adds a name to an organization in the same way as an import of ROR data. */
    private static void addName(JsonNode name, String kind, ObjectNode affiliation) {
        String types = name.path("types").toString();
        String value = name.path("value").asText();
        String language = name.path("lang").textValue();
        if (types.contains(kind) && kind.equals("ror_display")) {
            affiliation.put("name", value);
        } else if (types.contains(kind) && kind.equals("acronym")) {
            affiliation.withArray("acronyms").add(value);
        } else if (types.contains(kind) && !types.contains("acronym") && language != null) {
            ObjectNode names = affiliation.withObject("/names");
            if (!names.has(language)) {
                names.put(language, value);
            }
        }
    }

    private static List<String> lines(Path gzipped) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(gzipped)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    private static String id(String ror) {
        return UUID.nameUUIDFromBytes(ror.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static IndexRecord entry(JsonNode affiliation) {
        IndexRecord record = new IndexRecord(
                        RecordKind.AFFILIATION, affiliation.get("id").textValue())
                .text(FullTextField.NAME, null, affiliation.get("name").textValue());
        affiliation.path("names").forEach(name -> record.text(FullTextField.NAME, null, name.textValue()));
        affiliation.path("acronyms").forEach(name -> record.text(FullTextField.NAME, null, name.textValue()));
        for (String member : List.of("name", "names", "acronyms")) {
            JsonNode names = affiliation.path(member);
            (names.isTextual() ? List.of(names) : names)
                    .forEach(name -> record.term(TermField.CALLED, ComparedWords.comparisonKey(name.textValue())));
        }
        return record.shown(affiliation.get("name").textValue(), Json.write(affiliation));
    }

    /** In-memory index that is used by searches. */
    private record Searched(TestIndex index) implements SearchIndex {

        @Override
        public SearchAnswer search(SearchRequest request) {
            return index.answer(request);
        }

        @Override
        public IndexMoment moment() {
            return null;
        }

        @Override
        public List<Suggestion> suggest(String text, Set<RecordKind> kinds, int limit) {
            return List.of();
        }

        @Override
        public Map<RecordKind, Integer> counts() {
            return Map.of();
        }

        @Override
        public List<IndexState> state() {
            return List.of();
        }

        @Override
        public boolean isShared() {
            return false;
        }

        @Override
        public void rebuild() {}

        @Override
        public void close() {}
    }
}
