package org.offprint.kernel.identifiers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Tests the parsing of identifiers from real records. */
class RealIdentifiersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WORKS = "crossref-works/works.jsonl.gz";
    private static final String ROR = "ror/ror-records-latest-v2.jsonl.gz";

    /** Invalid DOIs that occur in the DOI fields of real records. */
    private static final List<String> CROSSREF_MISTAKES = List.of("doi-characters 10.1126/science. 1109070");

    private static final List<String> ISSN_MISTAKES = List.of("issn-checksum 9999-9999");

    /** Lines of the ROR data, loaded by the first test that needs them. */
    private static List<String> organizations;

    @Test
    void every_real_ror_id_is_unchanged_after_parsing() throws IOException {
        List<String> organizations = organizations();
        assertEquals(35990, organizations.size());
        for (String id : groups(organizations, "\"id\":\"(https://ror.org/[^\"]+)\"")) {
            assertEquals(id, RorId.parse(id).value());
            assertEquals(
                    id, RorId.parse(id.substring(16).toUpperCase(Locale.ROOT)).value());
        }
    }

    @Test
    void every_country_code_and_website_url_in_the_ror_data_is_accepted() throws IOException {
        List<String> organizations = organizations();
        List<String> countries = groups(organizations, "\"country_code\":\"([^\"]*)\"");
        assertTrue(countries.size() > 200, countries.size() + " countries");
        countries.forEach(code -> assertEquals(code, CountryCode.parse(code).value()));
        List<String> links = groups(organizations, "\"type\":\"website\",\"value\":\"([^\"]*)\"");
        assertTrue(links.size() > 30000, links.size() + " links");
        assertEquals(List.of(), refused(links, WebUrl::parse));
    }

    @Test
    void every_isni_in_the_ror_data_is_accepted_except_two_invalid_values() throws IOException {
        String all = "\"all\":\\[\"([^]]*)\"],\"preferred\":[^,]*,\"type\":\"isni\"";
        List<String> isnis = groups(organizations(), all).stream()
                .flatMap(list -> Stream.of(list.split("\",\"")))
                .toList();
        assertTrue(isnis.size() > 5000, isnis.size() + " ISNIs");
        assertEquals(
                List.of("isni-checksum 0000 0004 1936 7301", "isni-format 000 0 00 04 9 339 9953"),
                refused(isnis, Isni::parse));
    }

    @Test
    void every_real_crossref_doi_is_unchanged_after_conversion_to_a_url_and_back() throws IOException {
        List<String> dois = strings(WORKS, "DOI").toList();
        assertTrue(dois.size() > 1000, dois.size() + " DOIs");
        List<String> wrong = refused(dois, Doi::parse);
        assertEquals(CROSSREF_MISTAKES, wrong);
        dois.stream().filter(doi -> !doi.contains(" ")).forEach(doi -> {
            assertEquals(doi, Doi.parse(doi).value());
            assertEquals(doi, Doi.parse(Doi.parse(doi).url()).value());
        });
    }

    @Test
    void all_issns_orcid_ids_licenses_and_languages_in_real_crossref_works_are_accepted() throws IOException {
        assertEquals(ISSN_MISTAKES, refused(strings(WORKS, "ISSN").toList(), Issn::parse));
        assertEquals(List.of(), refused(strings(WORKS, "ORCID").toList(), Orcid::parse));
        assertEquals(List.of(), refused(strings(WORKS, "language").toList(), LanguageTag::parse));
        assertEquals(List.of(), refused(urls("license"), License::parse));
        assertEquals(List.of(), refused(urls("link"), WebUrl::parse));
    }

    @Test
    void every_identifier_in_real_jats_articles_is_accepted_except_known_mistakes() throws IOException {
        Pattern issn = Pattern.compile("<issn[^>]*>\\s*([^<]*?)\\s*</issn>");
        Pattern doi = Pattern.compile("<(?:article-id|pub-id)[^>]*pub-id-type=\"doi\"[^>]*>\\s*([^<&]*?)\\s*</");
        Pattern orcid = Pattern.compile("(https?://orcid\\.org/[^<\"&\\s]+)");
        assertEquals(List.of("issn-checksum 9999-1111"), refused(SharedData.matches("jats", issn), Issn::parse));
        assertEquals(
                List.of("doi-characters 10.1371/journal.pbio. 1001425", "doi-format 10.111/j.1365-2648.2004.03071.x"),
                refused(SharedData.matches("jats", doi), Doi::parse));
        assertEquals(
                List.of(
                        "orcid-checksum https://orcid.org/0000-0000-0404-001X",
                        "orcid-checksum https://orcid.org/0000-1002-4932-938X",
                        "orcid-checksum https://orcid.org/0070-0001-0404-000X",
                        "orcid-format http://orcid.org/0000-0002-2437-9030;"),
                refused(SharedData.matches("jats", orcid), Orcid::parse));
        assertEquals(List.of(), refused(SharedData.matches("crossref-deposits", orcid), Orcid::parse));
    }

    @Test
    void a_single_wrong_digit_in_an_identifier_is_detected_at_any_position() throws IOException {
        List<String> rors = groups(organizations(), "\"id\":\"https://ror.org/([^\"]+)\"");
        IntStream.range(0, 400).mapToObj(i -> rors.get(i * 80)).forEach(id -> refusesCorruptions(id, RorId::parse));
        right(strings(WORKS, "ISSN"), Issn::parse).forEach(issn -> refusesCorruptions(issn, Issn::parse));
        right(strings(WORKS, "ORCID"), text -> Orcid.parse(text).bare())
                .forEach(orcid -> refusesCorruptions(orcid, Orcid::parse));
    }

    @AfterAll
    static void forgetOrganizations() {
        organizations = null;
    }

    private static List<String> organizations() throws IOException {
        if (organizations == null) {
            organizations = SharedData.lines(ROR);
        }
        return organizations;
    }

    private static void refusesCorruptions(String right, Function<String, Object> parse) {
        for (int i = 0; i < right.length(); i++) {
            for (char digit : "0123456789".toCharArray()) {
                if (right.charAt(i) != digit && right.charAt(i) != '-') {
                    String wrong = right.substring(0, i) + digit + right.substring(i + 1);
                    assertThrows(InvalidValueException.class, () -> parse.apply(wrong), wrong);
                }
            }
        }
    }

    private static Set<String> right(Stream<String> texts, Function<String, Object> parse) {
        List<String> given = texts.toList();
        Set<String> wrong = refused(given, parse).stream()
                .map(refusal -> refusal.split(" ", 2)[1])
                .collect(Collectors.toSet());
        return given.stream()
                .filter(text -> !wrong.contains(text))
                .map(text -> parse.apply(text).toString())
                .collect(Collectors.toSet());
    }

    private static List<String> refused(List<String> texts, Function<String, Object> parse) {
        Set<String> refused = new TreeSet<>();
        for (String text : texts) {
            try {
                parse.apply(text);
            } catch (InvalidValueException e) {
                refused.add(e.code() + " " + text);
            }
        }
        return List.copyOf(refused);
    }

    private static List<String> groups(List<String> lines, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return lines.stream()
                .flatMap(line -> compiled.matcher(line).results())
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }

    private static List<String> urls(String member) throws IOException {
        return records(WORKS).stream()
                .flatMap(work -> work.path("message").isMissingNode()
                        ? work.path(member).valueStream()
                        : work.at("/message/" + member).valueStream())
                .map(entry -> entry.get("URL").textValue())
                .toList();
    }

    private static Stream<String> strings(String file, String member) throws IOException {
        return records(file).stream()
                .flatMap(work -> work.findValues(member).stream())
                .flatMap(value -> value.isArray() ? value.valueStream() : Stream.of(value))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    private static List<JsonNode> records(String file) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        for (String line : SharedData.lines(file)) {
            records.add(JSON.readTree(line));
        }
        return records;
    }
}
