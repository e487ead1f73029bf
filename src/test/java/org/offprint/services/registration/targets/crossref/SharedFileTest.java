package org.offprint.services.registration.targets.crossref;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.offprint.formats.Records;
import org.offprint.kernel.identifiers.DoiPrefix;
import org.offprint.kernel.identifiers.Email;
import org.offprint.services.registration.targets.AccountSettings;
import org.offprint.services.registration.targets.Answer.RecordAnswer;
import org.offprint.services.registration.targets.Answer.RecordOutcome;
import org.offprint.services.registration.targets.Dispatch;
import org.offprint.services.registration.targets.FakeService;
import org.offprint.services.registration.targets.Payload;

/**
 * Tests that the records of a registration run share a file, and that a record that makes the file invalid is
 * identified.
 */
class SharedFileTest {

    private static final String ONE = "10.12345/one";
    private static final String TWO = "10.12345/two";

    private static Dispatch dispatch(String... dois) {
        List<Dispatch.Item> items = java.util.Arrays.stream(dois)
                .map(doi -> new Dispatch.Item(UUID.randomUUID(), doi, null, true, false))
                .toList();
        return new Dispatch(UUID.randomUUID(), "f.xml", "f", 1, null, new byte[0], items);
    }

    private static List<RecordAnswer> answers(String diagnostics, Dispatch dispatch) {
        Map<UUID, RecordAnswer> records = CrossrefResult.read("<doi_batch_diagnostic status=\"completed\">"
                        + "<submission_id>1</submission_id><batch_id>f</batch_id>" + diagnostics
                        + "</doi_batch_diagnostic>")
                .orElseThrow()
                .records(dispatch);
        return dispatch.items().stream()
                .map(item -> records.get(item.registration()))
                .toList();
    }

    @Test
    void if_crossref_rejects_a_whole_file_its_records_are_sent_separately() {
        String refusal = "<record_diagnostic status=\"Failure\"><doi/><msg>cvc-complex-type.2.4.a: Invalid content was"
                + " found starting with element 'x'.</msg></record_diagnostic>";
        answers(refusal, dispatch(ONE, TWO)).forEach(answer -> {
            assertEquals(RecordOutcome.AGAIN, answer.outcome());
            assertEquals("file-refused", answer.code());
        });
        assertEquals(
                RecordOutcome.REFUSED, answers(refusal, dispatch(ONE)).get(0).outcome());
    }

    @Test
    void each_record_of_a_crossref_file_has_its_own_outcome() {
        List<RecordAnswer> answers = answers(
                "<record_diagnostic status=\"Success\"><doi>10.12345/TWO</doi><msg>Successfully updated</msg>"
                        + "</record_diagnostic>",
                dispatch(ONE, TWO));
        assertEquals(null, answers.get(0));
        assertEquals(RecordOutcome.REGISTERED, answers.get(1).outcome());
    }

    @Test
    void only_records_with_the_same_doi_prefix_share_a_crossref_file() {
        CrossrefTarget target = new CrossrefTarget(FakeService.calls());
        Payload one = payload(target, ONE);
        assertTrue(target.mayShare(one, payload(target, TWO)));
        assertFalse(target.mayShare(one, payload(target, "10.54321/two")));
        assertFalse(target.mayShare(one, payload(target, ONE.toUpperCase())));
        assertEquals(100, target.maxRecords());
    }

    private static Payload payload(CrossrefTarget target, String doi) {
        AccountSettings settings = new AccountSettings(
                "login",
                "Roads",
                new Email("a@roads.example"),
                null,
                null,
                List.of(new DoiPrefix("10.12345")),
                null,
                null,
                null);
        return target.render(
                FakeService.article(Records.changed(Records.FULL, document -> document.put("doi", doi)), false),
                settings,
                Map.of());
    }
}
