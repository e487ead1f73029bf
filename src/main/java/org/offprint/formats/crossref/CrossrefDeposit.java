package org.offprint.formats.crossref;

import java.util.Map;
import org.offprint.formats.crossref.writing.DepositPart;
import org.offprint.kernel.identifiers.Doi;

/**
 * The deposit of one record, without the head of the file that it is sent in.
 *
 * @param doi the DOI that the deposit registers
 * @param container {@code journal_metadata} and {@code journal_issue}, the same text for the articles of one issue
 * @param content {@code journal_article}; empty for an issue or a journal
 * @param hash of the record as a whole deposit, whatever this one leaves out or empties: equal hashes mean that nothing
 *     needs to be sent
 * @param parts the hashes of the parts that Crossref holds of this DOI once the deposit is registered
 * @param isLast false where another deposit must follow when this one is registered, which {@link CrossrefDeposits}
 *     makes of the parts
 */
public record CrossrefDeposit(
        Doi doi, String container, String content, String hash, Map<DepositPart, String> parts, boolean isLast) {

    private static final String DOI_DATA = "<doi_data>";

    /** Returns the whole {@code journal} element. */
    public String xml() {
        return "<journal>\n" + container + (content.isEmpty() ? "" : "\n" + content) + "\n</journal>";
    }

    /** Reports whether the journal's part names a DOI, which no other part of the same file may name then. */
    boolean namesDoiOfContainer() {
        return container.contains(DOI_DATA);
    }
}
