package org.offprint.services.registration.targets.crossref;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.offprint.formats.xml.XmlElement;
import org.offprint.formats.xml.XmlReader;
import org.offprint.services.registration.targets.Answer.RecordAnswer;
import org.offprint.services.registration.targets.Answer.RecordOutcome;
import org.offprint.services.registration.targets.Dispatch;

/**
 * Crossref's result for a file (support.crossref.org 217515926): a {@code doi_batch_diagnostic} with one {@code
 * record_diagnostic} per record.
 *
 * @param status status of the file, in lower case
 * @param batch batch name that Crossref found in the file; empty if there is none
 */
record CrossrefResult(String status, String batch, String submission, List<Diagnostic> diagnostics) {

    static final String UNKNOWN = "unknown_submission";
    static final String COMPLETED = "completed";

    /** Message code of a record in a file that was rejected as a whole. */
    private static final String FILE_REFUSED = "file-refused";

    private static final String ROOT = "doi_batch_diagnostic";
    private static final int MAX_MESSAGE_LENGTH = 1_000;
    private static final int MAX_DIAGNOSTICS = 1_000;

    /**
     * Crossref's message about a record.
     *
     * @param doi DOI of the record; empty if the message is about the whole file
     */
    record Diagnostic(String status, String doi, String message) {}

    /** Parses Crossref's result for a file. Returns empty if the response is not a result. */
    static Optional<CrossrefResult> read(String text) {
        // Remove the XML declaration, because it states the encoding of the original bytes.
        String declared =
                text.startsWith("<?xml") && text.indexOf("?>") > 0 ? text.substring(text.indexOf("?>") + 2) : text;
        try (XmlReader reader =
                new XmlReader(new ByteArrayInputStream(declared.getBytes(StandardCharsets.UTF_8)), Set.of())) {
            XmlElement root = reader.next(Set.of(ROOT));
            if (root == null) {
                return Optional.empty();
            }
            List<Diagnostic> diagnostics = new ArrayList<>();
            for (XmlElement each : root.elements("record_diagnostic")) {
                if (diagnostics.size() < MAX_DIAGNOSTICS) {
                    diagnostics.add(new Diagnostic(
                            attribute(each, "status"),
                            each.at("doi").unfoldedText().strip(),
                            cut(each.at("msg").unfoldedText().strip())));
                }
            }
            return Optional.of(new CrossrefResult(
                    attribute(root, "status").toLowerCase(Locale.ROOT),
                    root.at("batch_id").unfoldedText().strip(),
                    root.at("submission_id").unfoldedText().strip(),
                    diagnostics));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static String attribute(XmlElement element, String name) {
        String value = element.attribute(name);
        return value == null ? "" : value;
    }

    private static String cut(String message) {
        return message.length() <= MAX_MESSAGE_LENGTH ? message : message.substring(0, MAX_MESSAGE_LENGTH) + '…';
    }

    /**
     * Returns whether the result belongs to a different file. If several files have the same name, Crossref returns
     * only the first one.
     */
    boolean isOfAnother(Dispatch dispatch) {
        return !batch.isEmpty() && !batch.equals(dispatch.batch());
    }

    /**
     * Returns the outcomes of the records in a file. Messages without a DOI apply to all records. The most severe
     * message about a DOI determines its outcome.
     */
    Map<UUID, RecordAnswer> records(Dispatch dispatch) {
        Map<UUID, RecordAnswer> records = new HashMap<>();
        for (Dispatch.Item item : dispatch.items()) {
            List<Diagnostic> said = diagnostics.stream()
                    .filter(each -> each.doi().equalsIgnoreCase(item.identifier()))
                    .toList();
            if (said.isEmpty()) {
                said = diagnostics.stream().filter(each -> each.doi().isEmpty()).toList();
                if (!said.isEmpty() && dispatch.items().size() > 1) {
                    // At least one record is invalid. Send each record separately to identify the invalid ones.
                    records.put(
                            item.registration(),
                            RecordAnswer.of(
                                    RecordOutcome.AGAIN,
                                    FILE_REFUSED,
                                    said.get(0).message()));
                    continue;
                }
            }
            if (!said.isEmpty()) {
                records.put(item.registration(), worst(said));
            }
        }
        return records;
    }

    private static RecordAnswer worst(List<Diagnostic> said) {
        List<String> findings = said.stream()
                .map(Diagnostic::message)
                .filter(each -> !each.isBlank())
                .toList();
        RecordAnswer worst = null;
        for (Diagnostic each : said) {
            RecordAnswer answer = CrossrefDiagnostics.of(each.status(), each.message(), findings);
            if (worst == null || weight(answer.outcome()) > weight(worst.outcome())) {
                worst = answer;
            }
        }
        return worst;
    }

    private static int weight(RecordOutcome outcome) {
        return switch (outcome) {
            case REGISTERED -> 0;
            case WARNED -> 1;
            case AGAIN -> 2;
            case REFUSED, FOREIGN -> 3;
            case BLOCKED -> 4;
        };
    }
}
