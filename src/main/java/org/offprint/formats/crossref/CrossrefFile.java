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

/** Writes files of deposits, and divides many deposits among files that the service takes. */
public final class CrossrefFile {

    /** The most records of a file; the service sets no such limit, but one schema error refuses them all. */
    public static final int MOST_RECORDS = 100;

    /** The most bytes of a file; the service refuses about 10 MB (crossref/user_stories#286). */
    public static final int MOST_BYTES = 2 << 20;

    private CrossrefFile() {}

    /**
     * Writes a file. The articles of one issue stand under one journal, because a DOI that stands twice in a file is
     * refused from the second time on.
     *
     * @param batch an id that names the file; at most 100 characters
     * @param timestamp as 17 digits; larger than the last one of each DOI in the file
     * @throws IllegalArgumentException where two deposits register the same DOI, or DOIs of two prefixes
     */
    public static byte[] write(
            CrossrefDepositor depositor, String batch, long timestamp, List<CrossrefDeposit> deposits) {
        Set<String> dois = new HashSet<>();
        Map<String, StringBuilder> journals = new LinkedHashMap<>();
        for (CrossrefDeposit deposit : deposits) {
            if (!dois.add(deposit.doi().key())) {
                throw new IllegalArgumentException(deposit.doi() + " stands twice in one file.");
            }
            if (!deposit.doi().prefix().equals(deposits.get(0).doi().prefix())) {
                throw new IllegalArgumentException(deposit.doi() + " has another prefix than the file.");
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
     * Divides the deposits of one journal among files, in their order: at most 100 records and 2 MiB a file unless one
     * record alone is larger, of one prefix, and no DOI twice.
     */
    public static List<List<CrossrefDeposit>> divide(List<CrossrefDeposit> deposits) {
        List<List<CrossrefDeposit>> files = new ArrayList<>();
        Set<String> dois = new HashSet<>();
        long bytes = 0;
        for (CrossrefDeposit deposit : deposits) {
            long size = deposit.xml().getBytes(StandardCharsets.UTF_8).length;
            List<CrossrefDeposit> last = files.isEmpty() ? null : files.get(files.size() - 1);
            boolean joins = last != null
                    && last.size() < MOST_RECORDS
                    && bytes + size <= MOST_BYTES
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
