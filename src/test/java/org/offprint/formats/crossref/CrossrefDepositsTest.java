package org.offprint.formats.crossref;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.offprint.formats.FormatSchemas;
import org.offprint.formats.Records;
import org.offprint.formats.crossref.writing.CrossrefDepositor;
import org.offprint.formats.crossref.writing.CrossrefJournalWriter.Resource;
import org.offprint.formats.crossref.writing.DepositPart;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.issues.IssueRef;
import org.offprint.journal.journals.JournalRef;
import org.offprint.kernel.identifiers.Doi;

/**
 * Tests Crossref deposits. If a deposit omits certain parts of a registered record, Crossref keeps the old values. A
 * deposit must therefore contain these parts, so that it replaces the whole record.
 */
class CrossrefDepositsTest {

    private static final String XSD = "crossref-5.4.0/crossref5.4.0.xsd";
    private static final CrossrefDepositor ROADS = new CrossrefDepositor(
            "Road Depositor", "deposits@roads.example", "Road Society", "10.12345/crossmark-policy");

    private final CrossrefDeposits deposits = new CrossrefDeposits(ROADS, "https://roads.example");

    @Test
    void the_first_crossref_deposit_of_an_article_contains_all_parts_of_the_article() throws Exception {
        CrossrefDeposit full = deposits.of(Records.named(Records.FULL), null, Map.of());
        assertTrue(full.isLast());
        assertEquals(
                EnumSet.complementOf(EnumSet.of(DepositPart.CROSSMARK)),
                full.parts().keySet());
        assertFalse(full.xml().contains("offprint.invalid"));
        assertFalse(full.xml().contains("10.12345/roads.7.2<"), "The DOI of the issue belongs in a separate deposit.");
        assertValid(List.of(full));
    }

    @Test
    void the_hash_of_a_crossref_deposit_does_not_depend_on_the_registered_parts() {
        CrossrefDeposit first = deposits.of(Records.named(Records.FULL), null, Map.of());
        CrossrefDeposit again = deposits.of(Records.named(Records.FULL), null, first.parts());
        assertEquals(first, again);
        CrossrefDeposit bare = deposits.of(full(CrossrefDepositsTest::strip), null, Map.of());
        CrossrefDeposit emptied = deposits.of(full(CrossrefDepositsTest::strip), null, first.parts());
        assertEquals(bare.hash(), emptied.hash());
        assertNotEquals(first.hash(), bare.hash());
    }

    @Test
    void parts_removed_from_a_record_are_deposited_once_as_empty_elements() throws Exception {
        CrossrefDeposit first = deposits.of(Records.named(Records.FULL), null, Map.of());
        CrossrefDeposit stripped = deposits.of(full(CrossrefDepositsTest::strip), null, first.parts());
        for (String empty : List.of(
                "<fr:program name=\"fundref\"/>",
                "<ai:program name=\"AccessIndicators\"/>",
                "<rel:program/>",
                "<collection property=\"crawler-based\"/>",
                "<collection property=\"text-mining\"/>",
                "<citation_list/>")) {
            assertTrue(stripped.xml().contains(empty), empty + " in\n" + stripped.xml());
        }
        assertTrue(stripped.isLast());
        assertEquals(Map.of(), stripped.parts());
        assertValid(List.of(stripped));
        CrossrefDeposit after = deposits.of(full(CrossrefDepositsTest::strip), null, stripped.parts());
        assertFalse(after.xml().contains("program"));
        assertFalse(after.xml().contains("citation_list"));
    }

    @Test
    void a_changed_relation_is_deposited_in_two_steps_and_a_changed_funder_in_one_step() throws Exception {
        CrossrefDeposit first = deposits.of(Records.named(Records.FULL), null, Map.of());
        PublishedRecord funded = full(document -> ((ObjectNode) document.at("/funding/0")).put("funder", "Road Fund"));
        assertTrue(deposits.of(funded, null, first.parts()).isLast());

        PublishedRecord related = full(document -> document.withArray("/relations")
                .addObject()
                .put("type", "isCommentOn")
                .put("doi", "10.5555/comment"));
        CrossrefDeposit emptying = deposits.of(related, null, first.parts());
        assertFalse(emptying.isLast());
        assertTrue(emptying.xml().contains("<rel:program/>"));
        assertTrue(emptying.xml().contains("fundref\">"));
        assertFalse(emptying.parts().containsKey(DepositPart.RELATIONS));
        CrossrefDeposit filling = deposits.of(related, null, emptying.parts());
        assertTrue(filling.isLast());
        assertEquals(emptying.hash(), filling.hash());
        assertTrue(filling.xml().contains("10.5555/comment"));
        assertEquals(filling, deposits.of(related, null, filling.parts()));
        assertValid(List.of(emptying));
        assertValid(List.of(filling));
    }

    @Test
    void adding_or_removing_crossmark_data_of_an_article_requires_two_deposits() throws Exception {
        PublishedRecord notice = Records.changed(Records.NOTICE, CrossrefDepositsTest::license);
        PublishedRecord plain = Records.changed(Records.NOTICE, document -> {
            license(document);
            document.putArray("relations");
        });
        CrossrefDeposit loose = deposits.of(plain, null, Map.of());
        assertEquals(Set.of(DepositPart.LICENSES), within(loose));

        List<CrossrefDeposit> in = all(notice, loose.parts());
        assertEquals(2, in.size());
        assertTrue(in.get(0).xml().contains("<ai:program name=\"AccessIndicators\"/>"));
        assertFalse(in.get(0).xml().contains("crossmark"));
        assertTrue(in.get(1).xml().contains("<crossmark_policy>10.12345/crossmark-policy<"));
        assertEquals(Set.of(DepositPart.CROSSMARK), within(in.get(1)));

        List<CrossrefDeposit> out = all(plain, in.get(1).parts());
        assertEquals(2, out.size());
        assertTrue(out.get(0).xml().contains("<crossmark/>"));
        assertFalse(out.get(0).xml().contains("ai:program"));
        assertEquals(Set.of(DepositPart.LICENSES), within(out.get(1)));
        for (CrossrefDeposit deposit : List.of(loose, in.get(0), in.get(1), out.get(0), out.get(1))) {
            assertValid(List.of(deposit));
        }
    }

    @Test
    void crossref_deposits_are_valid_for_any_set_of_already_registered_parts() throws Exception {
        List<PublishedRecord> records =
                List.of(Records.named(Records.FULL), Records.named(Records.NOTICE), full(CrossrefDepositsTest::strip));
        for (PublishedRecord record : records) {
            Map<DepositPart, String> wanted =
                    deposits.of(record, null, Map.of()).parts();
            for (int bits = 0; bits < 1 << DepositPart.values().length; bits++) {
                Map<DepositPart, String> registered = new java.util.EnumMap<>(DepositPart.class);
                for (DepositPart part : DepositPart.values()) {
                    if ((bits & 1 << part.ordinal()) != 0) {
                        registered.put(part, "of before");
                    }
                }
                List<CrossrefDeposit> steps = all(record, registered);
                assertEquals(wanted, steps.get(steps.size() - 1).parts());
                if (bits == (1 << DepositPart.values().length) - 1) {
                    for (CrossrefDeposit step : steps) {
                        assertValid(List.of(step));
                    }
                }
            }
        }
    }

    @Test
    void issues_and_journals_are_deposited_separately_with_crossref() throws Exception {
        JournalRef journal = Records.named(Records.FULL).journal();
        IssueRef issue = Records.named(Records.FULL).issue();
        CrossrefDeposit elsewhere = deposits.of(journal, "https://journal.example/i/{id}", issue, null);
        assertTrue(elsewhere.xml().contains("<resource>https://journal.example/i/" + issue.id() + "</resource>"));
        CrossrefDeposit here = deposits.of(journal, null, issue, null);
        assertTrue(here.xml()
                .contains(
                        "<resource>https://roads.example/journals/road-studies/issues/" + issue.id() + "</resource>"));
        assertNotEquals(elsewhere.hash(), here.hash());
        Resource title = new Resource(new Doi("10.12345/roads"), "https://journal.example/");
        CrossrefDeposit ofJournal = deposits.of(journal, title);
        assertTrue(ofJournal.xml().contains("<doi>10.12345/roads</doi>"));
        assertValid(List.of(here));
        assertValid(List.of(ofJournal));
        assertEquals(List.of(), deposits.missing(issue));
        assertEquals(
                List.of("/doi", "/publishedOn"),
                deposits.missing(new IssueRef(UUID.randomUUID(), "1", null, null, null, null, null)).stream()
                        .map(finding -> finding.pointer())
                        .toList());
    }

    @Test
    void a_journal_without_an_issn_is_deposited_with_its_doi() throws Exception {
        PublishedRecord record = full(document -> ((ObjectNode) document.get("journal")).putArray("issns"));
        Resource title = new Resource(new Doi("10.12345/roads"), "https://journal.example/");
        assertEquals("issn-missing", deposits.missing(record, null).get(0).code());
        assertEquals(List.of(), deposits.missing(record, title.doi()));
        CrossrefDeposit deposit = deposits.of(record, title, Map.of());
        assertTrue(deposit.container().contains("<doi>10.12345/roads</doi>"));
        assertValid(List.of(deposit));
        CrossrefDeposit withIssn = deposits.of(Records.named(Records.FULL), title, Map.of());
        assertFalse(withIssn.container().contains("<doi>"));
    }

    @Test
    void the_deposit_of_a_withdrawn_article_links_to_the_notice_and_omits_the_full_text() throws Exception {
        PublishedRecord record = Records.named(Records.FULL);
        CrossrefDeposit before = deposits.of(record, null, Map.of());
        CrossrefDeposit withdrawn = deposits.redirecting(
                new Resource(record.doi(), "https://roads.example/notice"), record, null, before.parts());
        assertTrue(withdrawn.xml().contains("<resource>https://roads.example/notice</resource>"));
        assertTrue(withdrawn.xml().contains("<collection property=\"text-mining\"/>"));
        assertFalse(withdrawn.parts().containsKey(DepositPart.FULL_TEXTS));
        assertValid(List.of(withdrawn));
    }

    @Test
    void articles_of_one_issue_share_one_journal_element_in_a_deposit_file() throws Exception {
        List<CrossrefDeposit> three = List.of(
                deposits.of(Records.named(Records.FULL), null, Map.of()),
                deposits.of(full(document -> document.put("doi", "10.12345/b")), null, Map.of()),
                deposits.of(
                        full(document -> {
                            document.put("doi", "10.12345/c");
                            ((ObjectNode) document.get("issue")).put("number", "3");
                        }),
                        null,
                        Map.of()));
        String file = file(three);
        assertEquals(3, file.split("<journal>").length);
        assertEquals(4, file.split("<journal_article ").length);
        assertTrue(file.contains("<timestamp>20260105100000001</timestamp>"));
        assertTrue(file.contains("<registrant>Road Society</registrant>"));
        FormatSchemas.assertValid(XSD, file);
    }

    @Test
    void a_deposit_file_with_a_repeated_doi_or_different_doi_prefixes_is_rejected() {
        CrossrefDeposit one = deposits.of(Records.named(Records.FULL), null, Map.of());
        CrossrefDeposit other = deposits.of(full(document -> document.put("doi", "10.54321/b")), null, Map.of());
        List<CrossrefDeposit> twice = List.of(one, one);
        List<CrossrefDeposit> mixed = List.of(one, other);
        assertThrows(IllegalArgumentException.class, () -> file(twice));
        assertThrows(IllegalArgumentException.class, () -> file(mixed));
        assertEquals(
                List.of(List.of(one), List.of(one), List.of(other)), CrossrefFile.divide(List.of(one, one, other)));
        List<CrossrefDeposit> many = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            String doi = "10.12345/n" + i;
            many.add(new CrossrefDeposit(new Doi(doi), one.container(), one.content(), one.hash(), Map.of(), true));
        }
        List<List<CrossrefDeposit>> files = CrossrefFile.divide(many);
        assertEquals(250, files.stream().mapToInt(List::size).sum());
        files.forEach(file -> assertTrue(file.size() <= CrossrefFile.MAX_RECORDS));
    }

    private List<CrossrefDeposit> all(PublishedRecord record, Map<DepositPart, String> registered) {
        List<CrossrefDeposit> all = new ArrayList<>();
        Map<DepositPart, String> held = registered;
        do {
            all.add(deposits.of(record, null, held));
            held = all.get(all.size() - 1).parts();
            assertTrue(all.size() <= 4, "too many deposits");
        } while (!all.get(all.size() - 1).isLast());
        return all;
    }

    private static Set<DepositPart> within(CrossrefDeposit deposit) {
        Set<DepositPart> parts = EnumSet.copyOf(deposit.parts().keySet());
        parts.retainAll(EnumSet.of(DepositPart.CROSSMARK, DepositPart.FUNDING, DepositPart.LICENSES));
        return parts;
    }

    private static PublishedRecord full(Consumer<ObjectNode> change) {
        return Records.changed(Records.FULL, change);
    }

    private static void strip(ObjectNode document) {
        document.remove(List.of("funding", "license", "relations", "files", "references", "retraction"));
    }

    private static void license(ObjectNode document) {
        document.putObject("license").put("url", "https://creativecommons.org/licenses/by/4.0/");
    }

    private static String file(List<CrossrefDeposit> deposits) {
        return new String(CrossrefFile.write(ROADS, "batch-1", 20260105100000001L, deposits), StandardCharsets.UTF_8);
    }

    private static void assertValid(List<CrossrefDeposit> deposits) throws Exception {
        FormatSchemas.assertValid(XSD, file(deposits));
    }
}
