package org.offprint.formats.jats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.Publishing;
import org.offprint.formats.Records;
import org.offprint.formats.RoundTrips;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleMembers;
import org.offprint.kernel.record.ArticleMembers.Member;

/**
 * Tests that every member of an article is unchanged after it is exported as JATS and imported again, unless the member
 * is listed as an exception.
 */
class JatsMembersTest {

    /** Exceptions: members that JATS cannot express or that an import sets differently, each with the reason. */
    private static final Path LISTED = Path.of("src", "test", "resources", "formats", "jats-members.tsv");

    /**
     * A JATS article has either pages or an article number, so the first record has pages and the second has an article
     * number.
     */
    private static final List<PublishedRecord> RECORDS = List.of(
            Records.changed(Records.FULL, JatsMembersTest::complete), Records.changed(Records.FULL, document -> {
                complete(document);
                document.remove("pages");
                document.put("articleNumber", "e12");
            }));

    /** Adds members that the record lacks, and values that an import would derive from other members. */
    private static void complete(ObjectNode document) {
        document.remove("retraction");
        document.put("title", "The H2O of α & β roads: E=mc2");
        at(document, "/contributors/0/alternativeNames/0").put("suffix", "Jr.");
        at(document, "/contributors/1/affiliations/0").put("text", "Hebei University, Baoding, China");
        at(document, "/translations/zh").put("abstractHtml", "<p>摘要<i>第一段</i>。</p><p>第二段。</p>");
        at(document, "/references/0").put("partsFrom", "editor");
        at(document, "/references/2").withArray("translators").addObject().put("name", "A Bureau");
        document.withArray("relations").addObject().put("type", "hasPreprint").put("doi", "10.5555/preprint.1");
    }

    private static ObjectNode at(ObjectNode document, String pointer) {
        return (ObjectNode) document.at(pointer);
    }

    @Test
    void every_member_is_unchanged_after_export_and_import_or_is_listed() throws IOException {
        Map<String, String> changed = new TreeMap<>();
        for (PublishedRecord record : RECORDS) {
            JsonNode body = Json.tree(record.body());
            ObjectNode imported = ImportReadings.all("jats", RoundTrips.written("jats", record))
                    .get(0)
                    .body();
            JsonNode read = Json.tree(Publishing.publish(imported, false).body());
            for (Member member : ArticleMembers.ALL) {
                List<String> before = sorted(member.values(body));
                List<String> after = sorted(member.values(read));
                if (!before.equals(after)) {
                    changed.put(member.name(), before + " became " + after);
                }
            }
        }
        Map<String, String> unlisted = new TreeMap<>(changed);
        Map<String, String> listed = listed();
        unlisted.keySet().removeAll(listed.keySet());
        assertEquals(Map.of(), unlisted, "Write and read these members, or list them in " + LISTED + ".");
        Set<String> unchanged = new TreeSet<>(listed.keySet());
        unchanged.removeAll(changed.keySet());
        unchanged.removeAll(withoutValue());
        assertEquals(Set.of(), unchanged, "Remove these members from " + LISTED + ".");
    }

    @Test
    void every_member_except_the_listed_members_has_a_value_in_the_test_records() throws IOException {
        Set<String> missing = withoutValue();
        missing.removeAll(listed().keySet());
        assertEquals(Set.of(), missing, "Give these members a value in formats/records/full.json or in complete().");
    }

    /** Returns the values in a fixed order, because JATS exports sort some elements by language. */
    private static List<String> sorted(List<JsonNode> values) {
        return values.stream().map(JsonNode::toString).sorted().toList();
    }

    private static Set<String> withoutValue() {
        Set<String> names = new TreeSet<>();
        for (Member member : ArticleMembers.ALL) {
            if (RECORDS.stream()
                    .allMatch(record -> member.values(Json.tree(record.body())).isEmpty())) {
                names.add(member.name());
            }
        }
        return names;
    }

    private static Map<String, String> listed() throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : Files.readAllLines(LISTED)) {
            if (!line.startsWith("# ")) {
                String[] cells = line.split("\t");
                assertEquals(2, cells.length, line);
                reasons.put(cells[0], cells[1]);
            }
        }
        return reasons;
    }
}
