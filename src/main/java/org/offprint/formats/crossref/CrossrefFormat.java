package org.offprint.formats.crossref;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.offprint.formats.crossref.reading.CrossrefRecords;
import org.offprint.formats.reading.FileHead;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.reading.ImportRecords;

/**
 * Import format for Crossref deposits, schema 4.3 to 5.5. The XML responses of Crossref services use the same elements
 * and can also be imported.
 */
public final class CrossrefFormat implements ImportFormat {

    private static final Pattern ROOT =
            Pattern.compile("<(?:[\\w-]+:)?(?:doi_batch|doi_records|crossref_result)[\\s>]");

    @Override
    public String name() {
        return "crossref";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of(
                "application/vnd.crossref.deposit+xml",
                "application/vnd.crossref.unixref+xml",
                "application/vnd.crossref.unixsd+xml");
    }

    @Override
    public boolean recognizes(FileHead head) {
        return ROOT.matcher(head.text()).find();
    }

    @Override
    public ImportRecords open(InputStream file) throws IOException {
        return new CrossrefRecords(file);
    }
}
