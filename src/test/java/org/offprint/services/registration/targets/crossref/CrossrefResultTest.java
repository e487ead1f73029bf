package org.offprint.services.registration.targets.crossref;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.text.Table;
import org.offprint.services.registration.targets.Answer.RecordAnswer;
import org.offprint.services.registration.targets.Answer.RecordOutcome;
import org.offprint.services.registration.targets.AnswerMessages;
import org.offprint.services.registration.targets.Dispatch;

class CrossrefResultTest {

    private static final UUID ONE = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    private static final Dispatch DISPATCH = new Dispatch(
            UUID.randomUUID(),
            "a.xml",
            "batch",
            1,
            null,
            new byte[0],
            List.of(item(ONE, "10.5555/a.1"), item(OTHER, "10.5555/a.10")));

    private static Dispatch.Item item(UUID registration, String doi) {
        return new Dispatch.Item(registration, doi, null, false, false);
    }

    private static CrossrefResult result(String records) {
        return CrossrefResult.read("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<!DOCTYPE x [<!ENTITY e SYSTEM"
                        + " \"file:///etc/passwd\">]><doi_batch_diagnostic status=\"Completed\"><batch_id>batch</batch_id>"
                        + records + "</doi_batch_diagnostic>")
                .orElseThrow();
    }

    private static String diagnostic(String status, String doi, String message) {
        return "<record_diagnostic status=\"" + status + "\"><doi>" + doi + "</doi><msg>" + message
                + "</msg></record_diagnostic>";
    }

    @Test
    void each_record_in_a_crossref_result_has_its_own_outcome_in_any_order_and_case() {
        Map<UUID, RecordAnswer> records = result(diagnostic("Failure", "10.5555/A.10", "Odd")
                        + diagnostic("Success", "10.5555/A.1", "Successfully added"))
                .records(DISPATCH);
        assertEquals(RecordOutcome.REGISTERED, records.get(ONE).outcome());
        assertEquals(RecordOutcome.REFUSED, records.get(OTHER).outcome());
    }

    @Test
    void the_worst_of_several_outcomes_of_a_record_in_a_crossref_result_is_used() {
        RecordAnswer answer = result(diagnostic("Warning", "10.5555/a.1", "Added with conflict")
                        + diagnostic("Success", "10.5555/a.1", "Successfully added"))
                .records(DISPATCH)
                .get(ONE);
        assertEquals(RecordOutcome.WARNED, answer.outcome());
        assertEquals("conflict", answer.code());
        assertEquals(2, answer.findings().size());
    }

    @Test
    void a_crossref_message_without_a_doi_applies_to_all_records_of_the_file() {
        Map<UUID, RecordAnswer> records = result(
                        diagnostic("Failure", "", "cvc-complex-type.2.4.a: Invalid content starting with element 'x'"))
                .records(DISPATCH);
        // The faulty record is identified when each record is sent separately.
        assertEquals("file-refused", records.get(ONE).code());
        assertEquals("file-refused", records.get(OTHER).code());
    }

    @Test
    void a_record_missing_from_a_crossref_result_has_no_outcome() {
        Map<UUID, RecordAnswer> records =
                result(diagnostic("Success", "10.5555/a.1", "")).records(DISPATCH);
        assertEquals(RecordOutcome.REGISTERED, records.get(ONE).outcome());
        assertNull(records.get(OTHER));
    }

    @Test
    void the_timestamp_of_another_depositor_is_parsed_from_the_crossref_message() {
        RecordAnswer answer = result(diagnostic(
                        "Failure",
                        "10.5555/a.1",
                        "Record not processed because submitted version: 20260101000000000 is less or equal to previously"
                                + " submitted version 29991231235959999 (DOI match)"))
                .records(DISPATCH)
                .get(ONE);
        assertEquals(RecordOutcome.AGAIN, answer.outcome());
        assertEquals(29991231235959999L, answer.timestamp());
    }

    @Test
    void crossref_results_of_other_files_and_html_pages_are_rejected() {
        assertTrue(CrossrefResult.read("<html><body>Sign in</body></html>").isEmpty());
        assertTrue(CrossrefResult.read("").isEmpty());
        assertTrue(CrossrefResult.read("<doi_batch_diagnostic").isEmpty());
        assertTrue(CrossrefResult.read("<doi_batch_diagnostic status=\"completed\"><batch_id>b2</batch_id>"
                        + "</doi_batch_diagnostic>")
                .orElseThrow()
                .isOfAnother(DISPATCH));
    }

    @Test
    void every_registration_result_code_has_a_message() {
        AnswerMessages codes = new AnswerMessages();
        Table.of("crossref-diagnostics.tsv", 3)
                .rows()
                .forEach(row -> assertNotNull(codes.messageOf(row.get(1)), row.get(1)));
        List.of(
                        "credentials",
                        "secret-missing",
                        "lost",
                        "no-result",
                        "no-answer",
                        "not-told",
                        "busy",
                        "unreadable",
                        "not-reached",
                        "timestamp-too-large",
                        "service-trouble-long",
                        "warning",
                        "refused",
                        "foreign")
                .forEach(code -> assertNotNull(codes.messageOf(code), code));
    }
}
