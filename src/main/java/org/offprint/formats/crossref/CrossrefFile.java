package org.offprint.formats.crossref;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.crossref.writing.CrossrefDepositor;
import org.offprint.formats.crossref.writing.CrossrefEnvelope;

/** Writes Crossref deposit files, and divides many deposits into files within Crossref's size limit. */
public final class CrossrefFile {

    /**
     * Maximum number of records in a deposit file. Crossref sets no limit, but rejects all records in a file that
     * contains a schema error.
     */
    public static final int MAX_RECORDS = 100;

    /** Maximum size of a deposit file, in bytes. Crossref rejects files of about 10 MB (crossref/user_stories#286). */
    public static final int MAX_BYTES = 2 << 20;

    private CrossrefFile() {}

    /**
     * Writes a Crossref deposit file. Articles of one issue share one {@code journal} element, because Crossref rejects
     * the second and later occurrences of a DOI in a file.
     *
     * @param batch batch id of the file, at most 100 characters
     * @param timestamp timestamp of 17 digits, greater than the last timestamp of each DOI in the file
     * @throws IllegalArgumentException if two deposits register the same DOI, or if the DOIs have different prefixes
     */
    public static byte[] write(
            CrossrefDepositor depositor, String batch, long timestamp, List<CrossrefDeposit> deposits) {
        Set<String> dois = new HashSet<>();
        Map<String, StringBuilder> journals = new LinkedHashMap<>();
        for (CrossrefDeposit deposit : deposits) {
            if (!dois.add(deposit.doi().key())) {
                throw new IllegalArgumentException("The DOI " + deposit.doi() + " occurs twice in one deposit file.");
            }
            if (!deposit.doi().prefix().equals(deposits.get(0).doi().prefix())) {
                throw new IllegalArgumentException(
                        "The DOI " + deposit.doi() + " has a different prefix from the first DOI in the deposit file.");
            }
            StringBuilder articles = journals.computeIfAbsent(deposit.container(), absent -> new StringBuilder());
            articles.append(deposit.content().isEmpty() ? "" : "\n" + deposit.content());
        }
        CrossrefEnvelope envelope = new CrossrefEnvelope(depositor);
        StringBuilder file = new StringBuilder(envelope.begin(batch, timestamp));
        journals.forEach((container, articles) -> file.append("<journal>\n")
                .append(container)
                .append(articles)
                .append("\n</journal>")
                .append(envelope.between()));
        file.setLength(file.length() - envelope.between().length());
        return file.append(envelope.end()).toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Divides the Crossref deposits of one journal into files without changing their order. A file has at most 100
     * records and 2 MiB, unless a single record is larger. All DOIs in a file have the same prefix, and no DOI occurs
     * twice.
     */
    public static List<List<CrossrefDeposit>> divide(List<CrossrefDeposit> deposits) {
        List<List<CrossrefDeposit>> files = new ArrayList<>();
        Set<String> dois = new HashSet<>();
        long bytes = 0;
        for (CrossrefDeposit deposit : deposits) {
            long size = deposit.xml().getBytes(StandardCharsets.UTF_8).length;
            List<CrossrefDeposit> last = files.isEmpty() ? null : files.get(files.size() - 1);
            boolean joins = last != null
                    && last.size() < MAX_RECORDS
                    && bytes + size <= MAX_BYTES
                    && mayShare(last.get(last.size() - 1), deposit)
                    && !dois.contains(deposit.doi().key());
            if (!joins) {
                last = new ArrayList<>();
                files.add(last);
                dois.clear();
                bytes = 0;
            }
            last.add(deposit);
            dois.add(deposit.doi().key());
            bytes += size;
        }
        return files;
    }

    private static boolean mayShare(CrossrefDeposit one, CrossrefDeposit other) {
        boolean isSamePrefix = one.doi().prefix().equals(other.doi().prefix());
        boolean isDoiRepeated = (one.namesDoiOfContainer() || other.namesDoiOfContainer())
                && !one.container().equals(other.container());
        return isSamePrefix && !isDoiRepeated;
    }
}
