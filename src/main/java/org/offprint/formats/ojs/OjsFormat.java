package org.offprint.formats.ojs;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.offprint.formats.reading.EmbeddedFiles;
import org.offprint.formats.reading.FileHead;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.reading.ImportRecords;

/** The native XML of OJS 3, as its export of issues or of articles writes it; 3.3 to 3.5, and 3.1 as far as it is alike. */
public final class OjsFormat implements ImportFormat {

    /** The root elements; those of OPS and OMP are recognized to be refused. */
    private static final Pattern ROOT = Pattern.compile(
            "<(?:[\\w-]+:)?(?:issues?|articles?|preprints?|monographs?)\\s[^>]*[\"']http://pkp\\.sfu\\.ca[\"']");

    /** The root element of OJS 2, which is recognized to be refused. */
    private static final Pattern FORMER =
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
        return ROOT.matcher(head.text()).find() || FORMER.matcher(head.text()).find();
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
