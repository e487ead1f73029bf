package org.offprint.search.embedded;


import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
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
 * target/affiliation-matches.tsv} for manual review. Arguments: a folder of JATS files, and a gzip file of ROR records,
 * one JSON object per line. Fails if a link contradicts the ROR id in a file.
 */
final class AffiliationLinks {

    private static final Pattern AFFILIATION = Pattern.compile("<aff\\b[^>]*>(.*?)</aff>", Pattern.DOTALL);
    private static final Pattern ROR =
            Pattern.compile("institution-id-type=\"ror\"[^>]*>\\s*(?:https://ror.org/)?(0[a-z0-9]{8})");

    /** Printed affiliation with its ROR id in the file, or null if the file contains no ROR id. */
    private record Printed(String text, String ror) {}

    private AffiliationLinks() {}

    public static void main(String... arguments) throws IOException {
        Map<String, Printed> printed = printed(Path.of(arguments[0]));
        List<JsonNode> organizations = organizations(Path.of(arguments[1]));
        try (TestIndex index = new TestIndex()) {
            index.add(organizations.stream().map(AffiliationLinks::entry).toArray(IndexRecord[]::new));
            AffiliationMatching matching = AffiliationMatching.over(new Searched(index));
            measure(matching, printed.values().stream().toList(), organizations);
        }
    }

    private static void measure(AffiliationMatching matching, List<Printed> printed, List<JsonNode> organizations)
            throws IOException {
        Set<String> held = new HashSet<>();
        organizations.forEach(each -> held.add(each.get("ror").textValue()));
        List<String> lines = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        int linked = 0;
        int known = 0;
        int right = 0;
        long begin = System.nanoTime();
        for (Printed one : printed) {
            AffiliationMatching.Match match = matching.match(one.text(), 3);
            for (MatchCandidate candidate : match.candidates()) {
                JsonNode named = candidate.affiliation();
                lines.add(String.join(
                        "\t",
                        candidate.sure() ? "sure" : "-",
                        String.format(Locale.ROOT, "%.2f", candidate.score()),
                        one.text(),
                        named.path("name").asText(),
                        named.path("city").asText() + ", "
                                + named.path("country").asText(),
                        named.path("ror").asText(),
                        candidate.name()));
            }
            lines.add("\t\t" + match.parts());
            boolean sure =
                    !match.candidates().isEmpty() && match.candidates().get(0).sure();
            linked += sure ? 1 : 0;
            if (one.ror() != null && held.contains(one.ror())) {
                known++;
                String found = sure
                        ? match.candidates().get(0).affiliation().path("ror").asText()
                        : null;
                right += one.ror().equals(found) ? 1 : 0;
                if (sure && !one.ror().equals(found)) {
                    wrong.add(one + " " + match.candidates().get(0));
                }
            }
        }
        double millis = (System.nanoTime() - begin) / 1e6 / printed.size();
        begin = System.nanoTime();
        for (Printed one : printed) {
            String byWords = sure(matching.match(one.text(), 1).candidates());
            require(Objects.equals(byWords, sure(matching.matchWholeNames(one.text(), 3))), "by whole names: " + one.text());
        }
        begin = System.nanoTime();
        for (Printed one : printed) {
            matching.matchWholeNames(one.text(), 3);
        }
        double named = (System.nanoTime() - begin) / 1e6 / printed.size();
        Files.write(Path.of("target/affiliation-matches.tsv"), lines);
        System.out.printf(
                "%d affiliations, %d linked; of %d with the ROR id of a stored organization, %d are"
                        + " linked to it; %.1f ms each, %.2f ms by whole names%n",
                printed.size(), linked, known, right, millis, named);
        require(wrong.isEmpty(), "wrong: " + wrong);
        require(right * 2 > known, "right: " + right + " of " + known);
        require(linked * 6 > printed.size(), "linked: " + linked + " of " + printed.size());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    private static String sure(List<MatchCandidate> candidates) {
        return candidates.stream()
                .filter(MatchCandidate::sure)
                .map(candidate -> candidate.affiliation().path("id").asText())
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Printed> printed(Path folder) throws IOException {
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
                        printed.putIfAbsent(text, new Printed(text, ror.find() ? ror.group(1) : null));
                    }
                }
            }
        }
        return printed;
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
            ObjectNode names = affiliation.putObject("names");
            record.path("names").forEach(name -> {
                String types = name.path("types").toString();
                String value = name.path("value").asText();
                if (types.contains("ror_display")) {
                    affiliation.put("name", value);
                } else if (types.contains("acronym")) {
                    affiliation.withArray("acronyms").add(value);
                } else {
                    names.put(name.path("lang").asText("und") + names.size(), value);
                }
            });
            JsonNode place = record.at("/locations/0/geonames_details");
            affiliation.put("city", place.path("name").asText());
            affiliation.put("region", place.path("country_subdivision_name").asText());
            affiliation.put("country", place.path("country_code").asText());
            affiliation.put("status", record.path("status").asText());
            organizations.add(affiliation);
        }
        return organizations;
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
