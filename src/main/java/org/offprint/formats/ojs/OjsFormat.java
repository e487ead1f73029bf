package org.offprint.formats.ojs;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.offprint.formats.reading.EmbeddedFiles;
import org.offprint.formats.reading.FileHead;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.reading.ImportRecords;

/**
 * Import format for the native XML that OJS 3 exports for issues or articles. Supports OJS 3.3 to 3.5, and OJS 3.1
 * files that use the same elements.
 */
public final class OjsFormat implements ImportFormat {

    /**
     * Pattern for root elements of the native XML of OJS, OPS and OMP. OPS and OMP files are recognized only to reject
     * them.
     */
    private static final Pattern ROOT = Pattern.compile(
            "<(?:[\\w-]+:)?(?:issues?|articles?|preprints?|monographs?)\\s[^>]*[\"']http://pkp\\.sfu\\.ca[\"']");

    /** Pattern for the root element of OJS 2 files, which are recognized only to reject them. */
    private static final Pattern OJS_2_ROOT =
            Pattern.compile("<!DOCTYPE\\s+(?:issues?|articles?)\\s[^>]*(?:-//PKP//OJS|native\\.dtd)");

    @Override
    public String name() {
        return "ojs";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/vnd.pkp.ojs+xml");
    }

    @Override
    public boolean recognizes(FileHead head) {
        return ROOT.matcher(head.text()).find()
                || OJS_2_ROOT.matcher(head.text()).find();
    }

    @Override
    public ImportRecords open(InputStream file) throws IOException {
        return open(file, EmbeddedFiles.NONE);
    }

    @Override
    public ImportRecords open(InputStream file, EmbeddedFiles embedded) throws IOException {
        return new OjsRecords(file, embedded);
    }
}
